"""Salesforce: a report or list view of accounts, by label and by the names the data loader exports."""

from __future__ import annotations

from collections.abc import Mapping

_MARKS = (
    "account id|account name|account owner|account number|billing state/province|billing country|account record type|"
    "accountnumber|billingstate|billingcountry|ownerid|masterrecordid|last activity"
)
MARKS = frozenset(_MARKS.split("|"))

COLUMNS: Mapping[str, str] = {
    "account id": "id",
    "account id (18)": "id",
    "id": "id",
    "account name": "name",
    "name": "name",
    "account name (local)": "aliases",
    "doing business as": "aliases",
    "website": "domains",
    "account number": "identifiers",
    "accountnumber": "identifiers",
    "email": "emails",
    "customer since": "since",
}
