// SPDX-License-Identifier: Apache-2.0
// What stands behind the rooms. Addresses: what is put into one comes back, an empty text too, and half a character
// does not stop it. Questions: one runs, the newest waits.
import test from "node:test";
import assert from "node:assert/strict";
import { newest } from "../../docs/explore/newest.js";
import { format, parse, wellFormed } from "../../docs/explore/state.js";

test("an address holds what it was given", () => {
    for (const text of ["", "a & b = c?", "100 %", "1,2;3", "№ #1\n", "😀"])
        assert.deepEqual(parse(format("language", { text })), { room: "language", values: { text } });
    assert.equal(format("language", { text: null, key: undefined }), "#/language");
    assert.equal(format("language", { text: "" }), "#/language?text=");
    assert.deepEqual(parse("#/language?text=%").values, { text: null });
});

test("half a character is replaced", () => {
    for (const [text, whole] of [["a\ud83d", "a\ufffd"], ["\ude00b", "\ufffdb"], ["\ude00\ud83d", "\ufffd\ufffd"], ["😀é", "😀é"]]) {
        assert.equal(wellFormed(text), whole);
        assert.equal(parse(format("language", { text: wellFormed(text) })).values.text, whole);
    }
});

test("of questions that wait only the newest is asked", async () => {
    const asked = [], answered = [];
    const questions = newest((question) => asked.push(question));
    const keep = (answer) => answered.push(answer);
    for (const question of ["a", "b", "c"])
        questions.ask(question).then(keep, keep);
    assert.deepEqual(asked, ["a"]);
    questions.ended(null, "of a");
    assert.deepEqual(asked, ["a", "c"]);
    questions.ask("d").then(keep, keep);
    questions.ended("no c");
    assert.deepEqual(asked, ["a", "c", "d"]);
    questions.ended(null, "of d");
    questions.ask("e").then(keep, keep);
    assert.deepEqual(asked, ["a", "c", "d", "e"]);
    await null;
    assert.deepEqual(answered, ["of a", "no c", "of d"]);
});
