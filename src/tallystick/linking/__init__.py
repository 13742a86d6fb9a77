"""Claims to incidents: which claims tell of one thing, and why each stands where it stands."""

from tallystick.linking.blocking import keys, lookups
from tallystick.linking.clustering import clusters
from tallystick.linking.graph import Pair, Pairs, pair, pairs
from tallystick.linking.linker import LinkResult, link, regroup
from tallystick.linking.settling import Settled, Standing, Surroundings, settle
from tallystick.linking.telling import Telling
from tallystick.linking.within import tellings

__all__ = [
    "LinkResult",
    "Pair",
    "Pairs",
    "Settled",
    "Standing",
    "Surroundings",
    "Telling",
    "clusters",
    "keys",
    "link",
    "lookups",
    "pair",
    "pairs",
    "regroup",
    "settle",
    "tellings",
]
