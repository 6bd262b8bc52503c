/** What `docs/rules.md` says besides its tables. */
export const WRITING = `# Detection rules

Written by \`npm run fixtures\` from the tables of the compiler in \`src/analysis/sigma/\` and of the rules in
\`rules/\`; a test compares. To change the text, change \`test/rules/rules-page-text.ts\`.

Rules are files in the [Sigma](https://sigmahq.io) format: YAML, one rule a document. A *detection rule* selects single
events by their fields; a *correlation* counts what other rules find, by group, in a sliding window of event time, of
which both ends count. All \`*.yml\` and \`*.yaml\` files of the rules directory and of its subdirectories are read. When
anything in them is wrong, nothing is loaded and every fault is listed with file, line and reason: a rule that is silently
missing would be a blind spot.

## Write one

\`\`\`yaml
title: Failed login on a honey account
id: 3f8f1c0e-6d0a-4b57-9f0e-2c1f4e1f7a55
name: honey_account_attempt
logsource:
    product: linux
    service: sshd
detection:
    selection:
        attempts|gte: 1
        username:
            - backup-admin
            - svc_legacy*
    monitoring:
        ip_address|cidr: 192.0.2.0/28
    condition: selection and not monitoring
---
title: Somebody tries the honey accounts
id: 9d5f4d53-0b3f-4a39-8c3e-5a0b6a9f3d10
name: honey_accounts
description: Nobody has reason to use these names. Two different ones from one address are no slip.
status: experimental
author: Your name
date: 2026-11-22
tags:
    - attack.t1110.003
correlation:
    type: value_count
    rules:
        - honey_account_attempt
    group-by:
        - ip_address
    timespan: 24h
    condition:
        field: username
        gte: 2
falsepositives:
    - An inventory system
level: high
\`\`\`

1. Copy the file of \`rules/\` that comes nearest, or the example above, into a directory of your own. Keep one attack a
   file, with the rules that it refers to, so that it can be shared as it is.
2. Give each rule a new \`id\` (\`uuidgen\`, or \`node -p 'crypto.randomUUID()'\`). It stays when the rule changes: the
   ids of alerts follow from it. A rule without one is known by its name, or else by its title. \`name\` (up to 100 characters) is how correlations and alerts call the rule.
3. Select what a line adds by \`attempts|gte: 1\` and count it by \`value_sum\` of \`attempts\`: one failed attempt is then one,
   however many lines sshd and PAM write about it.
4. A detection rule that raises alerts by itself has one alert for each source address, as long as its lines follow each other
   within an hour; lines without an address are one group, whatever their hosts.
5. \`title\` becomes the reason of the alert, \`level\` its severity (\`medium\` where the rule gives none). A rule that a correlation refers to raises no alerts by
   itself, unless the correlation says \`generate: true\`, and needs no \`level\`.

Text is compared without regard to case. \`*\` stands for any text and \`?\` for one character; \`\\*\`, \`\\?\` and \`\\\\\` for
themselves. A list of values means any of them. A list of texts in place of fields is searched in the whole line.
Keywords of a rule for \`product: linux\` without a service, or for \`service: auth\` or \`syslog\`, are searched in every line,
of known programs and of others, and of a rule for \`cron\`, \`vsftpd\`, \`clamav\` or \`guacamole\` in the lines of those
programs. Such a line is stored only where a rule selects it, with the \`log_type\` \`other\`. The journal is read whole as soon as a
rule asks for such lines; one that is handed on (\`sender=\`) is handed on with the lines of known programs.
A condition has \`and\`, \`or\`, \`not\`, parentheses, \`1 of name*\`, \`all of name*\`, \`1 of them\`, \`all of them\`.

Attributes are those of the JSON schemas of the specification, for both kinds of rules, plus your own, which the
specification allows: they are passed over, with a warning where one looks like a known one with a slip of the pen.
An attribute that is not known inside \`correlation\` is refused: it would change what the rule means. \`status: unsupported\` is
refused: such a rule cannot be used by its own word.

## Test it

\`npm run rules -- check DIR|FILE…\` lists every fault of rules with file, line and reason (exit code 1), and warns of what
is hardly meant: a selection that the condition does not ask for, or that never matches in its log source; rules without an
id; alerts without a level; attributes that look like known ones. It loads them as the service would, beside those that
come with it, unless \`SHIPPED_RULES=false\` leaves these out. With \`--json\` it prints an object for each. \`GET /rules/validate\`
says the same of the files of a running service, \`POST /rules/validate\` of a text, as JSON and with a key of scope \`write\`:
\`jq -Rs '{text: .}' my.yml | curl -s http://127.0.0.1:8000/rules/validate -H 'Content-Type: application/json' -d @-\`.

\`npm run rules -- test DIR|FILE…\` also runs the tests beside the rules: a file \`NAME.test.yml\` is a list of logs with the
alerts that the rules raise on them, and no others. It ends with exit code 1 where a test fails or there is none; alert rules
that no test expects are named.

\`\`\`yaml
- name: two honey accounts from one address
  lines: |
      2026-11-22T10:00:00+00:00 web-1 sshd[7]: Failed password for invalid user backup-admin from 198.51.100.7 port 4001 ssh2
      2026-11-22T11:30:00+00:00 web-1 sshd[9]: Failed password for invalid user svc_legacy2 from 198.51.100.7 port 4002 ssh2
  alerts:
      - rule: honey_accounts
        ip_address: 198.51.100.7
        attempts: 2
- name: one is a slip
  lines: |
      2026-11-22T10:00:00+00:00 web-1 sshd[7]: Failed password for invalid user backup-admin from 198.51.100.7 port 4001 ssh2
  alerts: []
\`\`\`

Of an alert a test names the fields that matter, as \`GET /alerts\` has them. In place of \`lines\` stands \`log\`, the path of a
file from the folder of the test. \`zone\` is the zone of lines without an offset (UTC), \`written\` the time at which lines
without a year were written, \`rules\` a list of the rules that are looked at: all of the directory, without it. A test that
fails says how many lines, and which, the rules behind a missing alert select, and which lines are not understood.

Editors that know YAML schemas complete and check rules by \`rules/rule.schema.json\`, and tests by
\`rules/rule-tests.schema.json\`. In VS Code, install the extension *YAML* (redhat.vscode-yaml) and begin a rule with
\`# yaml-language-server: $schema=/opt/log-analyzer/rules/rule.schema.json\`, with the path of your copy. Names of fields that
only a mapping (\`RULES_FIELDS\`) knows are marked there.

\`npm run replay -- --rules DIR FILE…\` prints the alerts that the rules of a directory raise on log files, and stores
nothing. \`npm run replay -- --rules DIR --against DIR2 FILE…\` compares two directories on the same files: what one finds
and the other does not. \`npm run explain -- FILE\` shows the fields of each line and the rules that select it, with
\`--rules DIR\` those of a directory.

## Take rules of others

Rules of a collection such as SigmaHQ's load unmodified where they are for logs that are read. For the rest there are two
settings, which are options of \`rules check\` and \`rules test\`, too. Both leave the shipped rules alone.

- \`RULES_FIELDS\` (\`--fields FILE\`) names a YAML file that says what the fields of those rules are called here, such as
  \`src_ip: ip_address\` and \`pam_user: username\`, one a line.
- \`RULES_SKIP_UNSUPPORTED=true\` (\`--skip-unsupported\`) leaves out rules that cannot be used, in place of refusing all, and
  correlations that refer to them. Each is named with its reason by \`rules check\`, at every start, and in
  \`GET /rules/validate\`.

## Use it

Set \`RULES_DIR\` to your directory; its rules are used beside those that come with the service, which
\`SHIPPED_RULES=false\` leaves out. After a change, \`POST /rules/reload\`, or send the process \`SIGHUP\`: the rules are
exchanged as a whole, or, where one has a fault, the old ones stay. Every instance on the same database follows, whichever
was asked, with its own copy of the files. Each rule has a \`version\`, which changes with its content
and with that of the rules it refers to, but not with layout or remarks.

## Share it

Send the file. Whoever gets it needs nothing else, and other tools that read Sigma can read it, as long as they map the
fields below to theirs. For a rule that everybody should have: add it to \`rules/\`, run \`npm run fixtures\` and \`npm test\`,
which holds it against the JSON schemas of the specification, and open a pull request with log lines that it finds:
\`rules/tests/<name>-fires.log\`, and \`<name>-stays-quiet.log\` with what it just does not find.

## How the thresholds were tried

\`rules/tests/\` has for each shipped rule that raises alerts a log on which it just fires, one with an event
fewer and one whose last event comes a second later, on which it does not.

\`test/detection/ordinary-day.ts\` writes the log of a server on a day on which nobody attacks it: 80 people behind one
address, 30 behind five addresses of a /24 and 40 in one /64, of whom one login in eight goes wrong (a slip or two; three
wrong passwords and back after a while; a wrong name; somebody who forgot the password); a build server that logs in every
minute by its second key; a job that tries an old password twice an hour; monitoring that connects every minute and says
nothing; single attempts on root and admin from forty addresses of the internet. On such a day no alert above \`low\` is
wanted. Over 300 days (\`npm run soak -- days 300\`) this decided:

| rule | was | is | why |
| --- | --- | --- | --- |
| \`ssh_slow_brute_force\` | 40 in 24h | 100 in 24h | The job with the old password makes 48 attempts, the 80 people about 40 together: it fired every day. |
| \`ssh_login_after_failures\` | 6 in 15m | 7 in 15m | Clients ask three times. Who takes two rounds and then remembers has failed six times. |
| \`ssh_subnet_brute_force\` | 10 in 1h | 20 in 1h | Ten of forty people with addresses of their own fail within the hour in which all arrive. |

\`ssh_brute_force\` stays at 10 in 5m. The 80 people behind one address set it off on 2 of the 300 days, and since their
colleagues log in from the same address, such an alert says that a login succeeded. Put the addresses of your own offices on the allowlist
or, where that is too much, write a copy of the rule with a condition that leaves them to a higher number.`;

interface Limits {
  readonly days: number;
  readonly states: number;
  readonly text: number;
}

export const LIMITS = ({ days, states, text }: Limits): string => `### Limits and particulars

- **Regular expressions** take time in proportion to the line, whatever the pattern: RE2's syntax, read by re2js, where it
  means the same as PCRE's. Lookaround, backreferences, atomic groups and possessive quantifiers are refused by name, and so
  is a pattern of more than ${states} states. \`\\d \\w \\s \\b\` are ASCII. The first ${text} characters of a field are looked at.
- **timespan** lies between \`1s\` and \`${days}d\`: a number and \`s\`, \`m\`, \`h\`, \`d\` or \`w\`. Longer ones, months and years are
  refused: the events of a window are read again at every start.
- **condition** of a correlation: whole numbers with \`gt\`, \`gte\`, \`lt\`, \`lte\`, \`eq\`, \`neq\`, several together for a range;
  \`field\`, exactly one, for \`value_count\` and \`value_sum\`. An attack begins when its figure first meets the condition, so one
  without \`gt\`, \`gte\` or \`eq\`, which a single event would meet, is refused, and so is one with \`lt\`, \`lte\`, \`eq\` or \`neq\` for
  \`value_sum\` and the temporal types, whose figures may jump over a number. The temporal types count the rules that were met,
  all of them unless there is a condition; a text in place of the map names them: \`a and (b or c)\`, in at most 64
  combinations, without \`not\`.
- **group-by** may be missing or empty: one group for all.
- **aliases** give a name in \`group-by\` a field for each rule of the correlation.
- **A correlation over a correlation** counts its firings. They have the values that it groups by and no others, so
  \`group-by\` and \`field\` of the outer one are among those. Circles, and more than 10 levels, are refused.
- **At most 50 rules** may raise alerts about one line: each alert takes memory while its window is open, and whoever writes
  the log decides how many there are. Rules are tried on a line of every known form when they are loaded.
- **generate** is read at the top, as the schema has it, and inside \`correlation\`, as some tools write it.
- **A value that a field can never have** is refused: an unknown \`log_type\`, text for a number, an address that is not in
  the notation of the entries.`;
