// SPDX-License-Identifier: Apache-2.0
// Numbers as `kl` prints them: an exact one with five digits, fewer where fewer are exact; infinity is ∞.

/** The digits of a positive number and the power of ten of the first. */
function digitsOf(text) {
    const [digits, power] = text.split("e");
    return [digits.replace(".", ""), Number(power)];
}

/** To `count` digits; what lies in the middle goes to the even one, as in C. */
function rounded(value, count) {
    const [long, power] = digitsOf(value.toExponential(40));
    if (/^50*$/.test(long.slice(count)) && long[count - 1] % 2 === 0)
        return [long.slice(0, count), power];
    return digitsOf(value.toExponential(count - 1));
}

function written([digits, power]) {
    if (power < -4 || power >= 7)
        return digits[0] + (digits.length > 1 ? "." + digits.slice(1) : "") + "e" + power;
    if (power < 0)
        return "0." + "0".repeat(-power - 1) + digits;
    const whole = digits.slice(0, power + 1).padEnd(power + 1, "0"), rest = digits.slice(power + 1);
    return rest ? whole + "." + rest : whole;
}

/** As the command prints an exact value. */
export function exact(value, most = 5) {
    const size = Math.abs(value), sign = value < 0 ? "-" : "";
    if (!isFinite(value))
        return sign + "∞";
    if (size === 0)
        return "0";
    let shown = digitsOf(size.toExponential());
    if (shown[0].length > most)
        shown = rounded(size, most);
    if (shown[1] - shown[0].length + 1 > 0 && size < 1e7)
        shown = rounded(size, digitsOf(size.toExponential())[1] + 1);
    return sign + written(shown);
}

/** A share of one as a percentage, for labels. */
export function percent(share) {
    const value = 100 * share;
    return (value === 0 ? "0" : value < 0.1 ? exact(value, 1) : value.toFixed(value < 10 ? 1 : 0)) + " %";
}

/** A count with its thousands apart. */
export function count(n) {
    return String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
