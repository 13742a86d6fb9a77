"""Claims to incidents: which claims tell of one thing, and why each stands where it stands."""

from tallystick.linking.blocking import keys, lookups
from tallystick.linking.clustering import Joint, clustered, clusters
from tallystick.linking.cohesion import outlook
from tallystick.linking.fingerprint import fingerprint
from tallystick.linking.graph import Pair, Pairs, pair, pairs
from tallystick.linking.linker import LinkResult, link, regroup
from tallystick.linking.settling import Settled, Standing, Surroundings, settle
from tallystick.linking.telling import Telling
from tallystick.linking.within import tellings

__all__ = [
    "Joint",
    "LinkResult",
    "Pair",
    "Pairs",
    "Settled",
    "Standing",
    "Surroundings",
    "Telling",
    "clustered",
    "clusters",
    "fingerprint",
    "keys",
    "link",
    "lookups",
    "outlook",
    "pair",
    "pairs",
    "regroup",
    "settle",
    "tellings",
]
