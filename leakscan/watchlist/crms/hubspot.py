"""HubSpot: an export of companies, by label and by internal property name."""

from __future__ import annotations

from collections.abc import Mapping

_MARKS = (
    "record id|company name|company domain name|company owner|lifecycle stage|record id - company|create date|"
    "hs_object_id|hubspot_owner_id|lifecyclestage|became a customer date"
)
MARKS = frozenset(_MARKS.split("|"))

COLUMNS: Mapping[str, str] = {
    "record id": "id",
    "record id - company": "id",
    "hs_object_id": "id",
    "company name": "name",
    "name": "name",
    "company domain name": "domains",
    "domain": "domains",
    "website url": "domains",
    "website": "domains",
    "additional domains": "domains",
    "company email": "emails",
    "became a customer date": "since",
    "closedate": "since",
}
