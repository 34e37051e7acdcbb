"""`aiguilleur corrections accepter`: agree with what a structure said of itself."""

from bot.commands.corrections.decided import deciding

command = deciding(
    "accepter",
    "accepted",
    help="Accepte ces corrections (N, un ou plusieurs numéros). Elles restent en place, et « corrections exporter » les écrit "
    "pour le prochain import.",
    done="Accepté : {numbers}. Ensuite : aiguilleur corrections exporter corrections.csv",
)
