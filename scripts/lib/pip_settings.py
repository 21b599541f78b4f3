"""Print pip's settings as the environment variables of uv, for a shell to evaluate.

Runs on whatever Python the machine has; what is set for uv already stays. Prints nothing when
there is no pip.
"""

import ast
import os
from pathlib import Path
import shlex
import subprocess
import sys

# pip takes the environment over its files, and a command's section over the global one.
SECTIONS = ("global", "install", ":env:")
# option of pip -> variable of uv, and what uv wants between several values
VARIABLES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "cert": ("SSL_CERT_FILE", " "),
}


def pip_settings():
    """Return the options that pip is set up with, the strongest section's value of each.

    None when there is no pip.
    """
    # The list, because `pip config get` of older versions does not find every option.
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if answer.returncode:
        return None
    found = {section: {} for section in SECTIONS}
    for line in answer.stdout.splitlines():
        name, _, value = line.partition("=")
        section, _, option = name.rpartition(".")
        if section in found:
            found[section][option] = str(ast.literal_eval(value))
    return {option: value for section in SECTIONS for option, value in found[section].items()}


def uv_variables(settings):
    """Return the variables that make uv do what pip does with these options."""
    variables = {}
    for option, (variable, separator) in VARIABLES.items():
        values = settings.get(option, "").split()
        if option == "find-links":
            # pip passes over a folder that is not there, uv fails.
            values = [value for value in values if "://" in value or Path(value).is_dir()]
        if values:
            variables[variable] = separator.join(values)
    if "UV_INDEX" in variables:
        # As pip does: the best version of all indexes, not what the first one has.
        variables["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        variables["UV_NO_INDEX"] = "1"
    # pip trusts the certificates of the system (Debian's always did), uv its own ones only.
    variables["UV_SYSTEM_CERTS"] = "true"
    return {name: value for name, value in variables.items() if name not in os.environ}


if __name__ == "__main__":
    pip = pip_settings()
    for name, value in sorted(uv_variables(pip).items() if pip is not None else ()):
        sys.stdout.write(f"export {name}={shlex.quote(value)}\n")
