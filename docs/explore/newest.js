// SPDX-License-Identifier: Apache-2.0
// Questions to somebody who answers one at a time, and slowly: only the newest waits.

/** `post(question)` asks; `ended(error, answer)` is to be called when that is answered, with null for no error. `ask`
 *  promises the answer; of questions that wait for another to end, the promise of all but the newest is forgotten. */
export function newest(post) {
    let running = null, next = null;
    const proceed = () => {
        running = next;
        next = null;
        if (running)
            post(running.question);
    };
    return {
        ask: (question) => new Promise((done, failed) => {
            next = { question, done, failed };
            if (!running)
                proceed();
        }),
        ended(error, answer) {
            const asked = running;
            proceed();
            if (error)
                asked?.failed(error);
            else
                asked?.done(answer);
        },
    };
}
