"""The rules for the values that several parts of a statement have in common."""

from typing import Final

from roleplay.i18n import N_
from roleplay.reporting.xapi.formats import is_iri, is_uri, is_uuid
from roleplay.reporting.xapi.language_tags import is_language_tag
from roleplay.reporting.xapi.rules import Rule, anything, formatted, keyed, one_of, shape, text
from roleplay.reporting.xapi.times import is_duration, is_timestamp

iri: Final = formatted(is_iri, N_("'{value}' is not a whole IRI, such as https://example.org/activity."))
uri: Final = formatted(is_uri, N_("'{value}' is not a whole URI, such as https://example.org/person."))
uuid: Final = formatted(is_uuid, N_("'{value}' is not a UUID."))
timestamp: Final = formatted(
    is_timestamp, N_("'{value}' is not a time such as 2026-11-24T08:00:00+07:00 (ISO 8601).")
)
duration: Final = formatted(is_duration, N_("'{value}' is not a duration such as PT5M30S (ISO 8601)."))
language: Final = formatted(is_language_tag, N_("'{value}' is not a language tag such as id-ID (RFC 5646)."))

language_map: Final = keyed(
    is_language_tag, N_("'{value}' is not a language tag such as id-ID (RFC 5646)."), text
)
extensions: Final = keyed(
    is_iri, N_("'{value}' is not a whole IRI, such as https://example.org/activity."), anything
)
"""What is held under the keys is nobody's business but theirs; null is welcome there alone."""

statement_reference: Final[Rule] = shape(
    {"objectType": one_of("StatementRef"), "id": uuid}, ("objectType", "id")
)
