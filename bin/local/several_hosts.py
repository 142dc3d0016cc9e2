"""`bin/several-hosts [--seconds 60] [--clients 16]`: the product on hosts of their own.

Two web servers and two workers, each in a network namespace, on one PostgreSQL and one broker over
TCP. Clients try to pass the cap at both web servers, of which one loses its power midway, as does a
worker while it makes a report. Needs root. Ends with 1 unless the cap held to the penny, everybody
was told the truth and the report was made once; with 0 and a sentence where the machine has no
network namespaces.
"""

import subprocess
import sys

from bin.local.environment import as_owner, environment, manage
from bin.local.hosts import HERE, NETWORK, Impossible, hosts
from bin.local.interrupt import end_in_order
from bin.local.postgres import Postgres
from bin.local.servers import Servers, temporary
from bin.local.state import ROOT
from bin.local.valkey import Valkey

HOSTS = 4


def main(arguments: list[str]) -> int:
    """Make the hosts and the servers, then let the clients loose."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    end_in_order()
    try:
        with hosts(HOSTS) as made, temporary("hosts") as state:
            postgres = Postgres(state, address=HERE, among=NETWORK)
            valkey = Valkey(state, address=HERE)
            postgres.start()  # both end with the folder
            valkey.start()
            up = Servers(
                postgres.url_over_the_network("app"),
                postgres.url_over_the_network("owner"),
                valkey.url_over_the_network,
            )
            names = ",".join(host.address for host in made)
            told = environment(state, up, EMAIL_URL="dummymail://", ALLOWED_HOSTS=names)
            manage(["migrate", "--verbosity", "0"], as_owner(told, up))
            manage(["collectstatic", "--noinput", "--verbosity", "0"], told)
            command = [sys.executable, "-m", "bench.several_hosts", *arguments]
            named = ["--hosts", *(f"{host.name}={host.address}" for host in made)]
            return subprocess.call([*command, *named], env=told, cwd=ROOT)
    except Impossible as error:
        print(f"Not tried: {error}")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
