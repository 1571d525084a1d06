"""Both parsers: what holds with libyaml holds without it."""

import pytest
import yaml

WITH_LIBYAML = yaml.__with_libyaml__


@pytest.fixture(params=["libyaml", "python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with libyaml, then with the parser that stands in for it."""
    if request.param == "libyaml" and not WITH_LIBYAML:
        pytest.skip("this PyYAML was built without libyaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param == "libyaml")
