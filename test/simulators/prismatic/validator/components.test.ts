/** Steps and variables that do not match their component. Each row causes exactly one finding. */
import { expectOnly, type Mistake } from "../fixture/validation";

const listen = 'flows[0] "Listen"';

describe("what the component does not have", () => {
  test.each<Mistake>([
    [
      "unknown action",
      ["key: decide,", "key: decode,"],
      `${listen} > step "Decide" > action.key`,
      'no action "decode"',
    ],
    [
      "unknown trigger",
      ["key: hook,", "key: hok,"],
      `${listen} > step "Hook" > action.key`,
      'no trigger "hok"',
    ],
    [
      "a trigger as action",
      ["key: decide,", "key: hook,"],
      `${listen} > step "Decide" > action.key`,
      "is a trigger, not an action",
    ],
    [
      "an action as trigger",
      ["key: hook,", "key: echo,"],
      `${listen} > step "Hook" > action.key`,
      "is an action, not a trigger",
    ],
    [
      "unknown data source",
      ["key: names\n", "key: nomes\n"],
      'requiredConfigVars[3] "Live Name" > dataSource.key',
      'no data source "nomes"',
    ],
    [
      "unknown connection",
      ["key: key\n", "key: kee\n"],
      'requiredConfigVars[0] "Fixture Connection" > connection.key',
      'no connection "kee"',
    ],
    [
      "unknown input of an action",
      ["answer: { type: reference", "answr: { type: reference"],
      `${listen} > step "Decide" > inputs.answr`,
      "unknown input",
    ],
    [
      "unknown input of a trigger",
      ["secret: { type: configVar", "secrets: { type: configVar"],
      `${listen} > step "Hook" > inputs.secrets`,
      "unknown input",
    ],
    [
      "unknown input of a connection",
      ["      token:\n", "      toke:\n"],
      'requiredConfigVars[0] "Fixture Connection" > inputs.toke',
      "unknown input",
    ],
    [
      "unknown input of a data source",
      [
        "      connection: { type: configVar, value: Fixture Connection }\n    meta",
        "      conection: { type: configVar, value: Fixture Connection }\n    meta",
      ],
      'requiredConfigVars[3] "Live Name" > inputs.conection',
      "unknown input",
    ],
    [
      "a required input left out",
      ['        inputs:\n          seconds: { type: value, value: "1" }\n', ""],
      'flows[1] "Poll" > step "Work" > inputs',
      '"seconds" is missing',
    ],
    [
      "a required input left empty",
      ['seconds: { type: value, value: "1" }', 'seconds: { type: configVar, value: "" }'],
      'flows[1] "Poll" > step "Work" > inputs',
      '"seconds" is missing',
    ],
    [
      "a data source of another type",
      ['dataType: picklist\n    defaultValue: ""', 'dataType: string\n    defaultValue: ""'],
      'requiredConfigVars[3] "Live Name" > dataType',
      "gives a picklist, not a string",
    ],
    [
      "a branch left out",
      ['          - name: "No"\n            steps: []\n', ""],
      `${listen} > step "Decide" > branches`,
      'the branch "No" is missing',
    ],
    [
      "a branch too many",
      [
        '          - name: "No"\n            steps: []\n',
        '          - name: "No"\n            steps: []\n          - { name: Else, steps: [] }\n',
      ],
      `${listen} > step "Decide" > branch "Else"`,
      "never takes",
    ],
    [
      "a branch too many at the trigger",
      [
        "          - name: Refused\n            steps: []\n",
        "          - name: Refused\n            steps: []\n          - { name: Lost, steps: [] }\n",
      ],
      `${listen} > step "Hook" > branch "Lost"`,
      "never takes",
    ],
    [
      "branches of a step without",
      ["      - name: Answer\n", "      - name: Answer\n        branches: [{ name: Else, steps: [] }]\n"],
      'flows[2] "Ask" > step "Answer" > branch "Else"',
      "never takes",
    ],
    [
      "a mapping without its branch",
      ["          - { name: Seven, steps: [] }\n", ""],
      `${listen} > step "By value" > branches`,
      '"Seven" is missing',
    ],
    [
      "a condition without its branch",
      ["          - { name: Big, steps: [] }\n", ""],
      `${listen} > step "By expression" > branches`,
      '"Big" is missing',
    ],
    [
      "a branching step without Else",
      [
        "          - { name: Big, steps: [] }\n          - { name: Else, steps: [] }\n",
        "          - { name: Big, steps: [] }\n",
      ],
      `${listen} > step "By expression" > branches`,
      '"Else" is missing',
    ],
  ])("%s", expectOnly);
});
