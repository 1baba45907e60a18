# SPDX-License-Identifier: Apache-2.0
"""A smaller profile from a larger one, without the texts it was trained on: how often a language has an n-gram is what
its own model says, and n-grams are left out by the rule they were chosen by (select.py)."""
import struct

import numpy as np

from . import container, model, profile, select

HEAD_CHUNK, HEAD_FILE = 8, 12


def sections(data):
    """[(tag, bytes)] of a container; what is stored in several chunks is one."""
    found, at = {}, HEAD_FILE
    while at < len(data):
        tag, size = data[at:at + 4], struct.unpack_from("<I", data, at + 4)[0]
        if tag != b"END ":
            found[tag] = found.get(tag, b"") + data[at + HEAD_CHUNK:at + HEAD_CHUNK + size]
        at += HEAD_CHUNK + size + 8
    return found


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def varint(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def bytes(self, n):
        self.at += n
        return self.data[self.at - n:self.at]

    def text(self):
        return self.bytes(self.varint())


class Script:
    """The models of one script as the file has them."""

    def __init__(self, reader):
        self.name = reader.text()
        self.languages, self.bits, self.order, self.apostrophe = (reader.varint() for _ in range(4))

    def about(self):
        return container.varint(len(self.name)) + self.name + b"".join(
            container.varint(x) for x in (self.languages, self.bits, self.order, self.apostrophe))

    def read(self, reader):
        """Keys of each order, their costs, and which of these the file holds."""
        self.keys, self.costs, self.stored = [], [], []
        mask = (self.languages + 7) // 8
        for order in range(1, self.order + 1):
            n, key = reader.varint(), 0
            keys, masks = np.zeros(n, np.uint64), np.zeros((n, mask), np.uint8)
            dearer, listed = np.zeros(n, np.int32), []
            for i in range(n):
                key += reader.varint()
                keys[i] = key
                masks[i] = np.frombuffer(reader.bytes(mask), np.uint8)
                dearer[i] = reader.bytes(1)[0]
                listed.append(reader.bytes(int(np.unpackbits(masks[i]).sum())))
            stored = np.unpackbits(masks, axis=1, bitorder="little")[:, :self.languages].astype(bool)
            costs = np.minimum(self.resolve(self.suffix(keys, order - 1), order - 1) + dearer[:, None], 255)
            costs[stored] = np.frombuffer(b"".join(listed), np.uint8)
            self.keys.append(keys)
            self.costs.append(costs.astype(np.int32))
            self.stored.append(stored)

    def suffix(self, keys, order):
        return keys & np.uint64((1 << (self.bits * order)) - 1)

    def resolve(self, keys, order, kept=None):
        """The costs of the longest n-gram of the table (of those that are kept) that ends each of the keys."""
        out = np.zeros((len(keys), self.languages), np.int32)
        missing = np.ones(len(keys), bool)
        for k in range(order, 0, -1):
            table, costs = self.keys[k - 1], self.costs[k - 1]
            if kept is not None:
                table, costs = table[kept[k - 1]], costs[kept[k - 1]]
            if len(table) == 0:
                continue
            suffix = self.suffix(keys, k)
            at = np.minimum(np.searchsorted(table, suffix), len(table) - 1)
            hit = missing & (table[at] == suffix)
            out[hit] = costs[at[hit]]
            missing &= ~hit
        return out

    def shares(self, keys, order):
        """How often each language has an n-gram, by the chain of its model."""
        cost = np.zeros((len(keys), self.languages))
        for k in range(1, order + 1):
            cost += self.resolve(keys >> np.uint64(self.bits * (order - k)), k)
        return np.exp(-profile.COST * cost)

    def drop_letters(self, most):
        """Keep the most frequent letters only. The others are one, the unknown letter, as frequent as all of them."""
        letters = self.keys[0] >= model.FIRST_LETTER
        rank = np.where(letters, self.share[0].max(axis=1), np.inf)
        dropped = np.zeros(len(rank), bool)
        dropped[np.argsort(-rank, kind="stable")[most:]] = True
        gone = {int(key) for key in self.keys[0][dropped]}
        mass = self.share[0][dropped | (self.keys[0] == model.UNKNOWN)].sum(axis=0)
        self.costs[0][self.keys[0] == model.UNKNOWN] = np.clip(np.rint(-np.log(mass) / profile.COST), 0, 255)
        for part in (self.keys, self.costs, self.stored):
            part[0] = part[0][~dropped]
        self.share = [self.shares(self.keys[0], 1)]
        return gone

    def thin(self, least):
        """Which n-grams of each order are worth at least so much."""
        kept = [np.ones(len(self.keys[0]), bool)]
        for k in range(2, self.order + 1):
            keys, costs = self.keys[k - 1], self.costs[k - 1]
            if k > len(self.share):
                self.share.append(self.shares(keys, k))
            change = (self.resolve(self.suffix(keys, k - 1), k - 1, kept) - costs) * profile.COST
            typical = (self.share[k - 1] * np.abs(change)).sum(axis=1)
            change = change - change.mean(axis=1, keepdims=True)
            kept.append((self.share[k - 1] * np.abs(change)).sum(axis=1) + select.TYPICAL_WEIGHT * typical >= least)
        return kept

    def pack(self, kept):
        """The n-grams that are kept, and how much dearer each language's own texts become, nats a symbol."""
        thinner = Script.__new__(Script)
        thinner.languages, thinner.bits, thinner.keys, thinner.costs = self.languages, self.bits, [], []
        packed = b""
        for order, (keep, keys, exact, stored) in enumerate(zip(kept, self.keys, self.costs, self.stored), 1):
            keys, exact, stored = keys[keep], exact[keep], stored[keep]
            shorter = thinner.resolve(thinner.suffix(keys, order - 1), order - 1)
            some = ~stored.all(axis=1)
            dearer = np.zeros(len(keys), np.int32)
            gap = np.where(stored, np.nan, exact - shorter)
            dearer[some] = np.clip(np.rint(np.nanmedian(gap[some], axis=1)), 0, 255) if some.any() else 0
            if order == 1:
                dearer[:] = 0
            guess = np.minimum(shorter + dearer[:, None], 255)
            change = np.abs(exact - guess) > np.where(stored, *profile.TOLERANCE)
            if order == 1:
                change[:] = True
            packed += profile.pack_order(keys, change, dearer, exact)
            thinner.keys.append(keys)
            thinner.costs.append(np.where(change, exact, guess))
        thinner.order = self.order
        return packed, self.rise(thinner)

    def rise(self, thinner):
        """What the thinner model costs more on the texts that this one describes."""
        more = np.zeros(self.languages)
        for k in range(1, self.order + 1):
            keys = self.keys[k - 1]
            left = self.share[k - 1].copy()
            if k < self.order:
                longer = self.suffix(self.keys[k], k)
                at = np.minimum(np.searchsorted(keys, longer), len(keys) - 1)
                hit = keys[at] == longer
                np.subtract.at(left, at[hit], self.share[k][hit])
            change = thinner.resolve(keys, k) - self.costs[k - 1]
            more += (np.maximum(left, 0) * change).sum(axis=0) * profile.COST
        return more


class Profile:
    """A profile to be thinned out; of scripts that know letters only and no n-grams, to so many letters."""

    def __init__(self, data, letters):
        self.sections = sections(data)
        about, grams = Reader(self.sections[b"SCRP"]), Reader(self.sections[b"GRAM"])
        self.scripts = [Script(about) for _ in range(about.varint())]
        for script in self.scripts:
            script.read(grams)
            script.share = [script.shares(script.keys[0], 1)]
        for number, script in enumerate(self.scripts):
            if script.order == 1:
                self.forget(number, script.drop_letters(letters))

    def forget(self, number, symbols):
        """Letters that are no longer known."""
        reader, after, points = Reader(self.sections[b"PNTS"]), 0, []
        for _ in range(reader.varint()):
            gap, length, kind, upper, symbol, step = (reader.varint() for _ in range(6))
            points += [(after + gap + i, kind, upper, symbol + step * i) for i in range(length)]
            after += gap + length
        self.sections[b"PNTS"] = profile.pack_points(
            (code, kind, upper, model.UNKNOWN if kind == number and symbol in symbols else symbol)
            for code, kind, upper, symbol in points)

    def thinned(self, least):
        """The bytes of the profile that keeps what is worth at least so much."""
        packed, labels, at = [], b"", 0
        for script in self.scripts:
            grams, more = script.pack(script.thin(least))
            packed.append(grams)
            reader = Reader(self.sections[b"LABL"][at:])
            for k in range(script.languages):
                language = reader.varint()
                prior, mean, between, within = struct.unpack("<4d", reader.bytes(32))
                labels += container.varint(language) + struct.pack("<4d", prior, mean + more[k], between, within)
            at += reader.at
        order = [b"HEAD", b"LANG", b"SCRP", b"LABL", b"PNTS", b"COMP", b"GRAM"]
        new = {**self.sections, b"LABL": labels, b"GRAM": b"".join(packed)}
        return container.container(profile.KIND, [(tag, new[tag]) for tag in order])
