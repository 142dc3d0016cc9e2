"""What docker-compose.yml says of the way in and of the logs."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = (ROOT / "docker" / "logs-elsewhere.yml").read_text()


def services(compose: str) -> dict[str, str]:
    """What is said of each service, by its name."""
    said = compose.partition("\nservices:\n")[2].partition("\nvolumes:\n")[0]
    parts = re.split(r"^  ([a-z-]+):", said, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


COMPOSE = services((ROOT / "docker-compose.yml").read_text())


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    assert {"web", "worker", "postgres"} < COMPOSE.keys()
    assert [name for name, said in COMPOSE.items() if "ports:" in said] == ["proxy"]


def test_the_logs_of_every_service_go_elsewhere_by_tls() -> None:
    assert services(ELSEWHERE) == dict.fromkeys(COMPOSE, " *elsewhere\n")
    assert re.findall(r"syslog-address: (\S+)://", ELSEWHERE) == ["tcp+tls"]
    assert "syslog-tls-skip-verify" not in ELSEWHERE
