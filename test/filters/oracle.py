"""Puts lines to filters by fail2ban's own code, as fail2ban-regex does: the program that our reader is compared with.

Arguments: the folder that holds the package fail2ban, and the one that holds filter.d. Each line of standard input is
{"filter": NAME, "given": {OPTION: VALUE}, "lines": [TEXT, ...]}; each line of standard output is a list with what every
line was found to be: null, or {"address", "user", "time"}; or {"error": TEXT} where the filter cannot be read.
"""
import json
import logging
import sys

sys.path.insert(0, sys.argv[1])
logging.disable(logging.CRITICAL)

from fail2ban.client.filterreader import FilterReader  # noqa: E402
from fail2ban.server.filter import Filter  # noqa: E402


def opened(name, given):
    reader = FilterReader(name, "jail", dict(given), basedir=sys.argv[2])
    reader.read()
    reader.getOptions({})
    made = Filter(None)
    made.returnRawHost = True
    made.checkAllRegex = False
    made.checkFindTime = False
    made.active = True
    made.ignorePending = True
    setters = {
        "prefregex": lambda value: setattr(made, "prefRegex", value),
        "addfailregex": made.addFailRegex,
        "addignoreregex": made.addIgnoreRegex,
        "maxlines": made.setMaxLines,
        "datepattern": made.setDatePattern,
    }
    for option in reader.convert():
        values = option[3] if option[0] == "multi-set" else [option[3]]
        if option[2] in setters:
            for value in values:
                setters[option[2]](value)
    return made


def found(made, line):
    for _, failure_id, time, groups in made.processLine(line):
        if failure_id is None or groups.get("nofail"):
            continue
        address = groups.get("ip4") or groups.get("ip6") or groups.get("dns") or groups.get("fid")
        return {"address": address, "user": groups.get("user"), "time": time}
    return None


for text in sys.stdin:
    case = json.loads(text)
    try:
        made = opened(case["filter"], case["given"])
        answer = [found(made, line) for line in case["lines"]]
    except Exception as error:  # What a filter of its own is refused for is compared, too.
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
