/** References to what a step cannot see. Each row causes exactly one finding. */
import { expectOnly, type Mistake } from "../fixture/validation";

const own = "component: { key: fixture, isPublic: false, version: LATEST } }";
const listen = 'flows[0] "Listen"';

describe("references", () => {
  const inYes = "other: { type: reference, value: decide.results.answer }";
  const afterAll = "other: { type: reference, value: loop.results }";
  test.each<Mistake>([
    [
      "to nobody",
      [inYes, "other: { type: reference, value: nobody.results.answer }"],
      `${listen} > step "Decide" > branch "Yes" > step "In yes" > inputs.other`,
      "does not have",
    ],
    [
      "in a template",
      ["{{$hook.results.headers.X-Kind}}", "{{$hok.results.headers.X-Kind}}"],
      `${listen} > step "Hook" > branch "Accepted" > step "First echo" > inputs.other`,
      '"hok.results',
    ],
    [
      "as the name of a pair",
      [
        "name: { type: reference, value: each.results.value }",
        "name: { type: reference, value: eech.results.value }",
      ],
      `${listen} > step "Loop" > step "Foreign" > inputs.headers.value[0].name`,
      "does not have",
    ],
    [
      "without grammar",
      [inYes, "other: { type: reference, value: decide }"],
      `${listen} > step "Decide" > branch "Yes" > step "In yes" > inputs.other`,
      "no reference",
    ],
    [
      "to a later step",
      [inYes, "other: { type: reference, value: afterAll.results }"],
      `${listen} > step "Decide" > branch "Yes" > step "In yes" > inputs.other`,
      "not run yet",
    ],
    [
      "to the step itself",
      [
        "answer: { type: reference, value: hook.results.body.data.answer }",
        "answer: { type: reference, value: decide.results.answer }",
      ],
      `${listen} > step "Decide" > inputs.answer`,
      "not run yet",
    ],
    [
      "to the result of the loop around",
      ["value: 'loop.currentItem.[\".tag\"]'", "value: loop.results"],
      `${listen} > step "Loop" > step "Each" > inputs.value`,
      "not run yet",
    ],
    [
      "into a branch from after it",
      [afterAll, "other: { type: reference, value: inYes.results }"],
      `${listen} > step "After all" > inputs.other`,
      'inside branch "Yes" of step "Decide"',
    ],
    [
      "into another branch",
      [
        '- name: "No"\n            steps: []',
        `- name: "No"\n            steps: [{ name: In no, action: { key: echo, ${own}, inputs: { other: { type: reference, value: inYes.results } } }]`,
      ],
      `${listen} > step "Decide" > branch "No" > step "In no" > inputs.other`,
      'inside branch "Yes" of step "Decide"',
    ],
    [
      "into a branch of the trigger",
      [afterAll, "other: { type: reference, value: firstEcho.results }"],
      `${listen} > step "After all" > inputs.other`,
      'inside branch "Accepted" of step "Hook"',
    ],
    [
      "into a loop from outside",
      [afterAll, "other: { type: reference, value: each.results }"],
      `${listen} > step "After all" > inputs.other`,
      'inside the loop "Loop"',
    ],
    [
      "to a current item from outside",
      [afterAll, "other: { type: reference, value: loop.currentItem.id }"],
      `${listen} > step "After all" > inputs.other`,
      "no loop around this step",
    ],
    [
      "to a current item of no loop",
      [inYes, "other: { type: reference, value: decide.currentItem }"],
      `${listen} > step "Decide" > branch "Yes" > step "In yes" > inputs.other`,
      "no loop around this step",
    ],
    [
      "of the dedupe field to another step",
      ["value: hook.results.body.data.id }", "value: decide.results.id }"],
      `${listen} > queueConfig.dedupeIdField`,
      "does not refer to the flow's trigger",
    ],
    [
      "of a config variable",
      [
        "value: Fixture Connection }\n    meta",
        "value: Fixture Connection }\n      seconds: { type: reference, value: hook.results.x }\n    meta",
      ],
      'requiredConfigVars[3] "Live Name" > inputs.seconds',
      "cannot refer to a step",
    ],
  ])("%s", expectOnly);
});
