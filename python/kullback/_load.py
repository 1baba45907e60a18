# SPDX-License-Identifier: Apache-2.0
"""A document read back from its JSON."""

from __future__ import annotations

import json
import math
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from typing import Any

    from kullback._kullback import Estimate, _Unit
    from kullback.report import Document

_SCHEMA = "kullback/1"


def _number(value: Any) -> float:
    """JSON has no infinity and no NaN: "inf", null."""
    return math.nan if value is None else float(value)


def _numbers(values: list[Any] | None) -> list[float] | None:
    return None if values is None else [_number(value) for value in values]


def _cells(rows: list[list[Any]] | None) -> list[float] | None:
    return None if rows is None else [_number(value) for row in rows for value in row]


def _estimate(row: dict[str, Any]) -> Estimate:
    sides = row["subject"].split("|")
    notes = tuple((flag["id"], sides.index(flag["of"]), flag["count"], _number(flag["mass"]))
                  for flag in row["flags"] if "count" in flag)
    return _kullback.restore_estimate(
        _number(row["value"]), _number(row["standard_error"]), _number(row["low"]), _number(row["high"]),
        row["confidence"] or 0.0, row["n"], row["unit"], row["method"], tuple(flag["id"] for flag in row["flags"]),
        notes)


def _unit(data: dict[str, Any]) -> _Unit:
    units = {row["unit"] for part in ("estimates", "series", "curves", "matrices") for row in data[part]}
    return "nats" if units & {"nats", "sqrt(nats)"} else "bits"


def _fill(made: Document, data: dict[str, Any]) -> None:
    for row in data["inputs"]:
        made.add_input(row["name"], row["kind"], row["detail"] or "", subject=row["subject"])
    for row in data["estimates"]:
        made.add_estimate(row["id"], _estimate(row), row["subject"], label=row["label"], per=row["per"],
                          headline=int(row["headline"]))
    for row in data["series"]:
        made.add_series(row["id"], row["labels"], [_number(x) for x in row["values"]], row["subject"],
                        title=row["title"], style=row["style"], unit=row["unit"], per=row["per"],
                        left_out=row["left_out"], left_out_sum=_number(row["left_out_sum"]))
    for row in data["curves"]:
        made.add_curve(row["id"], [_number(x) for x in row["x"]], [_number(x) for x in row["values"]], row["subject"],
                       title=row["title"], x_title=row["x_title"], unit=row["unit"], per=row["per"],
                       low=_numbers(row.get("low")), high=_numbers(row.get("high")))
    for row in data.get("moves", ()):
        made.add_moves(row["id"], row["from_x"], row["from_y"], row["to_x"], row["to_y"], row["mass"], row["subject"],
                       title=row["title"])
    for row in data["matrices"]:
        made.add_matrix(row["id"], row["labels"], _cells(row["values"]) or [], title=row["title"], unit=row["unit"],
                        per=row["per"], subjects=row["subjects"], low=_cells(row.get("low")),
                        high=_cells(row.get("high")), metric=row["metric"])
    for row in data["spans"]:
        made.add_span(row["subject"], row["begin"], row["end"], row["label"], _number(row["value"]),
                      row.get("status"))
    for row in data["sentences"]:
        made.add_sentence(row["role"], row["text"])


def _read(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("no document: its lists lie too deep in each other") from error


def document(cls: type[Document], text: str | bytes) -> Document:
    data = _read(text)
    if not isinstance(data, dict) or data.get("schema") != _SCHEMA:
        raise ValueError(f"no document: its schema must be {_SCHEMA!r}")
    try:
        made = cls(data["verb"], title=data["title"], noun=data["noun"], unit=_unit(data))
        _fill(made, data)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"no document: {error!r}") from error
    return made
