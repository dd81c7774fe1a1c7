/** Config variables that do not match their type or their page. Each row causes exactly one finding. */
import { type Edit, expectOnly, type Mistake } from "../fixture/validation";

describe("config variables", () => {
  const variable = (name: string, rest: string, other: string): Edit => [
    `- { key: ${name}, ${rest} }`,
    `- { key: ${name}, ${other} }`,
  ];
  test.each<Mistake>([
    [
      "no type",
      [variable("From", "dataType: date", 'description: ""')],
      'requiredConfigVars[7] "From" > dataType',
      "is missing",
    ],
    [
      "a connection without connection",
      [["    useScopedConfigVar: shared-connection\n", "    orgOnly: true\n"]],
      'requiredConfigVars[2] "Shared Connection" > connection',
      "is missing",
    ],
    [
      "a connection of another type",
      [
        [
          "  - key: Foreign Connection\n    dataType: connection",
          "  - key: Foreign Connection\n    dataType: string",
        ],
      ],
      'requiredConfigVars[1] "Foreign Connection" > connection',
      "only a variable of type connection",
    ],
    [
      "a picklist without a list",
      [["    pickList: [red, green]\n", ""]],
      'requiredConfigVars[4] "Color"',
      "needs a pickList or a dataSource",
    ],
    [
      "a default that is not in the list",
      [["defaultValue: red", "defaultValue: blue"]],
      'requiredConfigVars[4] "Color" > defaultValue',
      "one of the pickList",
    ],
    [
      "a default that is not a boolean",
      [
        variable(
          "Switch",
          'dataType: boolean, defaultValue: "false"',
          'dataType: boolean, defaultValue: "no"',
        ),
      ],
      'requiredConfigVars[5] "Switch" > defaultValue',
      '"true" or "false"',
    ],
    [
      "a default that is not a number",
      [variable("Count", 'dataType: number, defaultValue: "12"', "dataType: number, defaultValue: twelve")],
      'requiredConfigVars[6] "Count" > defaultValue',
      "a number",
    ],
    [
      "a default that is not a date",
      [variable("From", "dataType: date", 'dataType: date, defaultValue: "2026-13-01"')],
      'requiredConfigVars[7] "From" > defaultValue',
      "a date",
    ],
    [
      "a default that is not a timestamp",
      [["2026-01-05T00:00:00Z", "tomorrow"]],
      'requiredConfigVars[8] "Since" > defaultValue',
      "a date with a time",
    ],
    [
      "a default that is not a selection",
      [['objectSelection, defaultValue: "[]"', 'objectSelection, defaultValue: "["']],
      'requiredConfigVars[9] "Chosen" > defaultValue',
      "a JSON text",
    ],
    [
      "a default that is not a form",
      [['jsonForm, defaultValue: "{}"', "jsonForm, defaultValue: form"]],
      'requiredConfigVars[10] "Form" > defaultValue',
      "a JSON text",
    ],
    [
      "a default that is not a list",
      [["defaultValue: '[\"a\"]'", "defaultValue: a"]],
      'requiredConfigVars[11] "Names" > defaultValue',
      "a JSON text",
    ],
    [
      "a default that is not a schedule",
      [['defaultValue: "0 * * * *"', "defaultValue: hourly"]],
      'requiredConfigVars[12] "Every Hour" > defaultValue',
      "cron expression",
    ],
    [
      "on no page",
      [["      - { type: configVar, value: Count }\n", ""]],
      'requiredConfigVars[6] "Count"',
      "on no config page",
    ],
    [
      "on two pages",
      [
        [
          "      - { type: configVar, value: Foreign Connection }\n",
          "      - { type: configVar, value: Foreign Connection }\n      - { type: configVar, value: Color }\n",
        ],
      ],
      'configPages[1] "Choose" > elements[2]',
      "on a page already",
    ],
    [
      "a data source on the page of its connection",
      [
        [
          "      - { type: configVar, value: Foreign Connection }\n",
          "      - { type: configVar, value: Foreign Connection }\n      - { type: configVar, value: Live Name }\n",
        ],
        ['"<p>Choose.</p>" }\n      - { type: configVar, value: Live Name }\n', '"<p>Choose.</p>" }\n'],
      ],
      'requiredConfigVars[3] "Live Name" > inputs.connection',
      "not on an earlier config page",
    ],
    [
      "a data source before its connection",
      [
        ["      - { type: configVar, value: Fixture Connection }\n", ""],
        [
          "      - { type: configVar, value: Every Hour }\n",
          "      - { type: configVar, value: Every Hour }\n  - name: Later\n    elements:\n      - { type: configVar, value: Fixture Connection }\n",
        ],
      ],
      'requiredConfigVars[3] "Live Name" > inputs.connection',
      "not on an earlier config page",
    ],
  ])("%s", expectOnly);
});
