/** Duplicate and unknown names. Each row causes exactly one finding. */
import { expectOnly, type Mistake } from "../fixture/validation";

const listen = 'flows[0] "Listen"';

describe("names", () => {
  test.each<Mistake>([
    [
      "two variables of one key",
      ["- { key: Hidden,", "- { key: Secret,"],
      'requiredConfigVars[14] "Secret" > key',
      "another config variable",
    ],
    [
      "two pages of one name",
      ["- name: Choose", "- name: Connect"],
      'configPages[1] "Connect" > name',
      "another config page",
    ],
    [
      "two flows of one name",
      ["- name: Nightly", "- name: Start"],
      'flows[4] "Start" > name',
      "another flow",
    ],
    [
      "two steps of one id",
      ["- name: In yes", "- name: first  ECHO"],
      `${listen} > step "Decide" > branch "Yes" > step "first  ECHO" > name`,
      "another step",
    ],
    [
      "two branches of one name",
      ["- { name: Else, steps: [] }", "- { name: Else, steps: [] }\n          - { name: Else, steps: [] }"],
      `${listen} > step "By value" > branch "Else" > name`,
      "another branch",
    ],
  ])("%s", expectOnly);
});

describe("unknown config variables", () => {
  test.each<Mistake>([
    [
      "in an input",
      ["secret: { type: configVar, value: Secret }", "secret: { type: configVar, value: Nobody }"],
      `${listen} > step "Hook" > inputs.secret`,
      '"Nobody"',
    ],
    [
      "in a complex input",
      [
        "each.results.value }, type: configVar, value: Count }",
        "each.results.value }, type: configVar, value: Nobody }",
      ],
      `${listen} > step "Loop" > step "Foreign" > inputs.headers.value[0]`,
      '"Nobody"',
    ],
    [
      "in a template",
      ["{{#Color}}", "{{#Colr}}"],
      `${listen} > step "Hook" > branch "Accepted" > step "First echo" > inputs.other`,
      '"Colr"',
    ],
    [
      "in a schedule",
      ["schedule: { type: configVar, value: Every Hour", "schedule: { type: configVar, value: Every Day"],
      'flows[1] "Poll" > step "Poll" > schedule',
      '"Every Day"',
    ],
    [
      "on a page",
      ['- { type: htmlElement, value: "<p>Choose.</p>" }', "- { type: configVar, value: Nobody }"],
      'configPages[1] "Choose" > elements[0]',
      '"Nobody"',
    ],
    [
      "in a data source's input",
      [
        "connection: { type: configVar, value: Fixture Connection }",
        "connection: { type: configVar, value: Nobody }",
      ],
      'requiredConfigVars[3] "Live Name" > inputs.connection',
      '"Nobody"',
    ],
  ])("%s", expectOnly);
});
