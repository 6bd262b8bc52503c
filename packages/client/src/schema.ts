// Written by npm run client from openapi.json; do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Says what this is and where things are */
        get: operations["WelcomeController_welcome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every setting of this instance, its value and where that is from; no secrets */
        get: operations["SettingsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key that the request comes with, and what it may do */
        get: operations["CurrentKeyController_current"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys that were given out, oldest first; those of the configuration are not among them */
        get: operations["KeysController_list"];
        put?: never;
        /**
         * Makes a key
         * @description It is shown this once. While API_KEYS is not set, the API asks for no key, but knows those it is given.
         */
        post: operations["KeysController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a key back */
        delete: operations["KeysController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What failed and was set aside, so that everything else goes on; it is tried again by itself */
        get: operations["FaultsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Gives up what is set aside: it is not tried again */
        delete: operations["FaultsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where addresses are from, and which files say so
         * @description Country and network are shown and counted, and have no say in what raises an alert or whom firewalls turn away.
         */
        get: operations["OriginsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logs/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many log entries pass the filters, in all and by a value of theirs
         * @description Times, and filters by host, type and category, are answered by what is counted while entries are stored, however many there are; addresses, networks and users, too, where only times are asked for. Other filters look at the entries, the newest first, and `exact` says whether they came to the end.
         */
        get: operations["LogCountController_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logs/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every log type that entries may have, by category */
        get: operations["LogTypesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An alert with the log entries that it names as evidence */
        get: operations["AlertDetailController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Acknowledges, resolves, reopens or snoozes an alert, or adds a note to it */
        patch: operations["HandlingController_handle"];
        trace?: never;
    };
    "/alerts/{id}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every address that took part, the most attempts first */
        get: operations["AlertDetailController_addresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ips/{ip}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is known of a source address
         * @description An address that was never seen has a dossier, too: an empty one.
         */
        get: operations["DossiersController_ofAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is known of a user name
         * @description No index finds the entries of a user: all are looked at, newest first, as far as `examined` says.
         */
        get: operations["DossiersController_ofUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents with an alert that passes the filters; what went on last comes first
         * @description JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, from the cursor on if there is one; `skip` and `limit` have no say there.
         */
        get: operations["IncidentsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Acknowledges, resolves, reopens or snoozes all alerts of every incident that the filters leave
         * @description Ask first with `dry_run`: it counts. Then send `matched` along as `expected_count`.
         */
        patch: operations["IncidentTriageController_triageMany"];
        trace?: never;
    };
    "/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An incident with its story, its alerts, and what they did who got in */
        get: operations["IncidentsController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An incident as a text for people: a file of Markdown, or a page of its own */
        get: operations["IncidentsController_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every address that took part, the first to come first */
        get: operations["IncidentsController_addresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which address tried which user name in an attack */
        get: operations["MatrixController_ofAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which address tried which user name in an incident */
        get: operations["MatrixController_ofIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The course of an attack
         * @description Without `since` and `until` it is the attack with what those who took part did before and after it.
         */
        get: operations["TimelinesController_ofAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The course of an incident
         * @description Without `since` and `until` it is the attack with what those who took part did before and after it.
         */
        get: operations["TimelinesController_ofIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ips/{ip}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an address did when */
        get: operations["TimelinesController_ofAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{name}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a user name when */
        get: operations["TimelinesController_ofUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{host}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened on a host when */
        get: operations["TimelinesController_ofHost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Summary, timeline and all rankings at once
         * @description Times are those of the log. Without `since` and `until` it is the day that ends now, or, where nothing happened in it, with the newest log entry that does not lie in the future. Where there are too many entries, the newest are counted, and `examined` says how far that went. One look at the entries serves all of it.
         */
        get: operations["StatsController_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The state in figures
         * @description Times are those of the log. Without `since` and `until` it is the day that ends now, or, where nothing happened in it, with the newest log entry that does not lie in the future. Where there are too many entries, the newest are counted, and `examined` says how far that went.
         */
        get: operations["StatsController_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much happened when
         * @description Times are those of the log. Without `since` and `until` it is the day that ends now, or, where nothing happened in it, with the newest log entry that does not lie in the future. Where there are too many entries, the newest are counted, and `examined` says how far that went.
         */
        get: operations["StatsController_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/top/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The addresses, users, networks or hosts with the most failed attempts
         * @description Times are those of the log. Without `since` and `until` it is the day that ends now, or, where nothing happened in it, with the newest log entry that does not lie in the future. Where there are too many entries, the newest are counted, and `examined` says how far that went.
         */
        get: operations["StatsController_top"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why an alert was raised
         * @description What its rule asks for, against what was seen as it fired and at its peak.
         */
        get: operations["WhyController_ofAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ips/{ip}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How near each rule came to an alert about an address
         * @description Stored entries are put to the rules in use, with the windows of detection: by event time, by group, in the order in which they came. Rules whose alerts name something else, such as a host, are left out.
         */
        get: operations["WhyController_ofAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{name}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How near each rule came to an alert about a user name
         * @description Stored entries are put to the rules in use, with the windows of detection: by event time, by group, in the order in which they came. Rules whose alerts name something else, such as a host, are left out.
         */
        get: operations["WhyController_ofUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stored log entries, in the order in which they were stored
         * @description JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, from the cursor on if there is one; `skip` and `limit` have no say there.
         */
        get: operations["LogsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A stored log entry, such as one that an alert names as evidence */
        get: operations["LogsController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of the lines of each log source, and what those not understood look like */
        get: operations["CoverageController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ingest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes log lines of another host
         * @description For programs that ship logs; docs/ingest.md has examples. The answer comes when the lines are stored: they are then scanned once, like those of a file. A batch that is sent again is answered as before and counts once.
         */
        post: operations["IngestController_ingest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts, most recent first
         * @description JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, from the cursor on if there is one; `skip` and `limit` have no say there.
         */
        get: operations["AlertsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Does the same with every alert that the filters leave
         * @description Ask first with `dry_run`: it counts. Then send the count along as `expected_count`.
         */
        patch: operations["HandlingController_handleMany"];
        trace?: never;
    };
    "/alerts/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people did with an alert, oldest first */
        get: operations["HandlingController_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the log sources stand: how far they are read, and what keeps them from being read */
        get: operations["SourcesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which alerts would appear and vanish if a rule were another
         * @description Puts the stored log entries to the rule as it would be, in a thread of its own, and changes nothing. A client that goes away ends it.
         */
        post: operations["PreviewController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The detection rules in use, and what they have done */
        get: operations["RulesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a reload would say of the rule files as they are now
         * @description Nothing is changed. A rule of the name `validate` is found under its id.
         */
        get: operations["RulesController_validate"];
        put?: never;
        /**
         * Checks rules that are sent, beside those in use
         * @description Nothing is stored. Rules in use with the same id or name count as replaced; correlations may refer to the others.
         */
        post: operations["RulesController_validateText"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A detection rule with its source */
        get: operations["RulesController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads the rule files again and uses them from now on
         * @description Other instances on the same database do so, too, each with its own copy of the files.
         */
        post: operations["RulesController_reload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logins, and what was done from them; most recent first
         * @description JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, from the cursor on if there is one; `skip` and `limit` have no say there.
         */
        get: operations["SessionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session with its log entries, each with how it is known to be of it */
        get: operations["SessionsController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logins that succeeded, each with whether it is new for its user; most recent first
         * @description JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, from the cursor on if there is one; `skip` and `limit` have no say there.
         */
        get: operations["LoginsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What firewalls are told to turn away, and were; most recent first
         * @description JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, from the cursor on if there is one; `skip` and `limit` have no say there.
         */
        get: operations["DecisionsController_list"];
        put?: never;
        /**
         * Has an address or a range turned away
         * @description Whatever `DECISIONS` is set to: bouncers hear of it with their next pull. Refused for addresses of this machine, loopback and the like, and for what the allowlist covers; for private addresses unless `force` is true.
         */
        post: operations["DecisionsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/judgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What alerts about an address decide, and why not
         * @description The latest 50 alerts that it took part in, the latest first, by the policy and what is known now.
         */
        get: operations["DecisionsController_judgements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A decision */
        get: operations["DecisionsController_find"];
        put?: never;
        post?: never;
        /**
         * Ends a decision
         * @description Bouncers hear of it with their next pull. The same alert decides about the address no more.
         */
        delete: operations["DecisionsController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bouncers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The programs that ask for decisions, those that asked last first; 1 000 at most */
        get: operations["BouncersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blocklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Addresses of current attackers, for a firewall
         * @description With `DECISIONS=on` the active decisions, whatever the parameters say. Else source addresses of alerts; attacks by many addresses on one user, where an alert has no address, are not in it. Never an address that the allowlist covers, never a private one. At most 65 536, those seen last.
         */
        get: operations["BlocklistController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notifications of alerts: what they said, to whom, and whether they arrived; most recent first
         * @description JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, from the cursor on if there is one; `skip` and `limit` have no say there.
         */
        get: operations["NotificationsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A notification, with every attempt to deliver it */
        get: operations["NotificationsController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries to deliver a notification again, now; one that was given up gets new time */
        post: operations["NotificationsController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways to reach people that are configured, and how each fares; without secrets */
        get: operations["ChannelsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a test message to every receiver of a channel
         * @description It goes the way of all messages: GET /notifications/{id} shows what became of it.
         */
        post: operations["ChannelsController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens (server-sent events)
         * @description Each event has an `id`; a client that comes back with it in `Last-Event-ID` (browsers do so by themselves) misses nothing. Without it, the stream begins with what happens next. An alert that changed several times in between is sent as it stands. Who reads so slowly that more than 20 000 rows wait is sent `reset` with the `types` that went on without it: ask for what you show of them anew.
         */
        get: operations["LiveController_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service can answer: 200, or 503 when its database does not */
        get: operations["HealthController_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers: always 200 */
        get: operations["HealthController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service does its work: its database answers, its schema is up to date, its scan goes on, nothing is set aside */
        get: operations["HealthController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which version runs, and since when */
        get: operations["VersionController_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus; docs/monitoring.md says what they mean */
        get: operations["MetricsController_text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/allowlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses and ranges that raise no alert, oldest entry first */
        get: operations["AllowlistController_list"];
        put?: never;
        /** Allows an address or a range: log entries taken from now on raise no alert */
        post: operations["AllowlistController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/allowlist/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an entry off the allowlist */
        delete: operations["AllowlistController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        WelcomeDto: {
            /** @example Log Analyzer and Alerting System */
            message: string;
            /**
             * @description Where to go from here.
             * @example {
             *       "logs": "/logs",
             *       "alerts": "/alerts",
             *       "docs": "/docs"
             *     }
             */
            links: {
                [key: string]: string;
            };
        };
        /**
         * @description Where the value is from: `file` where `NAME_FILE` names the file of a secret.
         * @enum {string}
         */
        SettingOrigin: "default" | "environment" | "env_file" | "file";
        SettingDto: {
            /** @example RETENTION_DAYS */
            name: string;
            /**
             * @description As it was written, or the default; the path where a file holds it. Null for a secret that is set.
             * @example 90
             */
            value: string | null;
            /**
             * @description Where the value is from: `file` where `NAME_FILE` names the file of a secret.
             * @example env_file
             */
            origin: components["schemas"]["SettingOrigin"];
            /**
             * @description Whether it is never shown.
             * @example false
             */
            secret: boolean;
            /**
             * @description As one would write it; empty where nothing is set.
             * @example 0
             */
            default: string;
            /** @example Log entries that are older are removed; 0 keeps them for ever. */
            description: string;
        };
        /**
         * @description What the request could do.
         * @enum {string}
         */
        Scope: "ingest" | "bouncer" | "read" | "write" | "admin";
        CurrentKeyDto: {
            /**
             * @description Null: no key is required here.
             * @example grafana
             */
            name: string | null;
            /**
             * @description What the request could do.
             * @example read
             */
            scope: components["schemas"]["Scope"];
        };
        KeyDto: {
            /**
             * Format: uuid
             * @example 5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11
             */
            id: string;
            /** @example grafana */
            name: string;
            /**
             * @description How the key begins.
             * @example lak_5QmB0aZk
             */
            prefix: string;
            /**
             * @description `ingest` hands in lines as the log source of its own name, and nothing else; `bouncer` asks whom to turn away, and nothing else; `read` looks; `write` also changes and hands in lines of any source; `admin` also gives out keys and reloads rules.
             * @example read
             */
            scope: components["schemas"]["Scope"];
            /**
             * Format: date-time
             * @example 2026-11-20T08:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example null
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             * @example null
             */
            last_used_at: string | null;
        };
        NewKeyDto: {
            /**
             * @description Stands in histories and logs.
             * @example grafana
             */
            name: string;
            /**
             * @description `ingest` hands in lines as the log source of its own name, and nothing else; `bouncer` asks whom to turn away, and nothing else; `read` looks; `write` also changes and hands in lines of any source; `admin` also gives out keys and reloads rules.
             * @example read
             */
            scope: components["schemas"]["Scope"];
            /**
             * Format: date-time
             * @description When it ends.
             * @example 2099-12-01T00:00:00Z
             */
            expires_at?: string;
        };
        MadeKeyDto: {
            /**
             * Format: uuid
             * @example 5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11
             */
            id: string;
            /** @example grafana */
            name: string;
            /**
             * @description How the key begins.
             * @example lak_5QmB0aZk
             */
            prefix: string;
            /**
             * @description `ingest` hands in lines as the log source of its own name, and nothing else; `bouncer` asks whom to turn away, and nothing else; `read` looks; `write` also changes and hands in lines of any source; `admin` also gives out keys and reloads rules.
             * @example read
             */
            scope: components["schemas"]["Scope"];
            /**
             * Format: date-time
             * @example 2026-11-20T08:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example null
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             * @example null
             */
            last_used_at: string | null;
            /**
             * @description The key. It is not shown again.
             * @example lak_5QmB0aZkT0w3mC1yqfXz7rJpVnE2dUoHsGiKbLc9xY4
             */
            key: string;
        };
        /**
         * @description What it is: a log `source`, a `line` of it, a log `entry`, events that a `rule` failed on, what an `alert` has gained, the `outcome` of alerts after logins, a `session` and what alerts say of it, hits of the `allowlist`, the text of a pushed `batch`, or what a `channel` is to tell of.
         * @enum {string}
         */
        FaultKind: "source" | "line" | "entry" | "rule" | "alert" | "outcome" | "session" | "login" | "allowlist" | "batch" | "channel";
        FaultDto: {
            /** @example 12 */
            id: number;
            /**
             * @description What it is: a log `source`, a `line` of it, a log `entry`, events that a `rule` failed on, what an `alert` has gained, the `outcome` of alerts after logins, a `session` and what alerts say of it, hits of the `allowlist`, the text of a pushed `batch`, or what a `channel` is to tell of.
             * @example rule
             */
            kind: components["schemas"]["FaultKind"];
            /**
             * @description Which one: a path, a name or an id.
             * @example ssh_brute_force
             */
            subject: string;
            /**
             * @description What went wrong, last.
             * @example Cannot read properties of null
             */
            reason: string;
            /**
             * Format: date-time
             * @description When it was set aside.
             * @example 2026-11-20T09:00:00.000Z
             */
            since: string;
            /**
             * @description How often it was tried; null for a source, which is tried at every scan.
             * @example 3
             */
            tries: number | null;
            /**
             * Format: date-time
             * @description When it is tried again; null for a source: at the next scan.
             * @example 2026-11-20T09:01:00.000Z
             */
            next_try_at: string | null;
        };
        FaultListDto: {
            /**
             * @description How many there are.
             * @example 1
             */
            total: number;
            /** @description Those that are set aside for longest, 100 at most. */
            faults: components["schemas"]["FaultDto"][];
        };
        OriginFileDto: {
            /**
             * @description The setting that names it.
             * @example GEOIP_COUNTRY
             * @enum {string}
             */
            setting: "GEOIP_COUNTRY" | "GEOIP_ASN";
            /** @example /usr/share/tor/geoip */
            path: string;
            /**
             * @description What it says it is; null where it was never read.
             * @example ranges of addresses
             */
            kind: string | null;
            /**
             * Format: date-time
             * @description When its data were made; null where it does not say.
             * @example null
             */
            built_at: string | null;
            /**
             * @description Why it cannot be used as it is now; what was read of it before is used on.
             * @example null
             */
            error: string | null;
        };
        AddressOriginDto: {
            /**
             * @description ISO 3166-1, two letters, by the file of `GEOIP_COUNTRY`; null where that does not say.
             * @example NL
             */
            country: string | null;
            /**
             * @description Autonomous system that announces the address, by the file of `GEOIP_ASN`; null where that does not say.
             * @example 64496
             */
            asn: number | null;
            /**
             * @description Who runs that network.
             * @example EXAMPLE-NET
             */
            network_name: string | null;
            /** @example 203.0.113.7 */
            ip_address: string;
        };
        OriginsDto: {
            /** @description The files that are configured; none: nothing is known. */
            files: components["schemas"]["OriginFileDto"][];
            /** @description The addresses that were asked for, in their order. */
            addresses: components["schemas"]["AddressOriginDto"][];
        };
        ExaminedDto: {
            /**
             * Format: date-time
             * @description The first moment that the figures cover. Null: from the first entry on.
             * @example 2026-11-19T23:59:00.000Z
             */
            since: string | null;
            /**
             * @description False where there were too many entries to look at all of them: the figures are of the newest ones, from `since` on. Ask again with `until` set to it for what came before.
             * @example true
             */
            complete: boolean;
        };
        ValueCountDto: {
            /**
             * @description Attacker text, where it is a user name.
             * @example 203.0.113.7
             */
            value: string;
            /**
             * @description Failed attempts.
             * @example 26
             */
            attempts: number;
            /**
             * @description Log entries.
             * @example 27
             */
            entries: number;
            /**
             * @description Logins that succeeded.
             * @example 0
             */
            logins: number;
            /**
             * Format: date-time
             * @example 2026-11-20T09:41:00.060Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:42:05.060Z
             */
            last_seen: string;
        };
        CountOthersDto: {
            /**
             * @description Log entries.
             * @example 512
             */
            entries: number;
            /**
             * @description Failed attempts.
             * @example 498
             */
            attempts: number;
            /**
             * @description Logins that succeeded.
             * @example 3
             */
            logins: number;
            /**
             * @description How many values are not named.
             * @example 4
             */
            values: number;
        };
        CountSumDto: {
            /**
             * @description Log entries.
             * @example 512
             */
            entries: number;
            /**
             * @description Failed attempts.
             * @example 498
             */
            attempts: number;
            /**
             * @description Logins that succeeded.
             * @example 3
             */
            logins: number;
        };
        LogCountDto: {
            /**
             * @description Log entries.
             * @example 512
             */
            entries: number;
            /**
             * @description Failed attempts.
             * @example 498
             */
            attempts: number;
            /**
             * @description Logins that succeeded.
             * @example 3
             */
            logins: number;
            /**
             * @description True: so many; false: at least so many, since not all could be looked at (see `examined`).
             * @example true
             */
            exact: boolean;
            examined: components["schemas"]["ExaminedDto"];
            /**
             * @description What they are counted by.
             * @example user
             * @enum {string|null}
             */
            by: "ip_address" | "network" | "user" | "host" | "log_type" | "category" | "program" | "method" | "country" | "asn" | null;
            /**
             * @description How many values there are; null without `by`.
             * @example 24
             */
            values: number | null;
            /** @description The values with the most entries, or attempts, those first. */
            counts: components["schemas"]["ValueCountDto"][];
            /** @description The values behind them. */
            others: components["schemas"]["CountOthersDto"];
            /** @description Entries that have no such value. */
            without: components["schemas"]["CountSumDto"];
        };
        /** @enum {string} */
        LogCategory: "login_failed" | "login_succeeded" | "login_refused" | "probe" | "connection" | "penalty" | "session" | "privilege" | "account" | "command" | "system";
        LogTypeDto: {
            /** @example ssh_failed_login */
            log_type: string;
            /** @example login_failed */
            category: components["schemas"]["LogCategory"];
            /**
             * @description What it says.
             * @example A password or key was refused.
             */
            meaning: string;
        };
        UsernameAttemptsDto: {
            /**
             * @description As the client gave it: any text.
             * @example root
             */
            username: string;
            /** @example 18 */
            attempts: number;
        };
        AddressAttemptsDto: {
            /** @example 203.0.113.7 */
            ip_address: string;
            /** @example 18 */
            attempts: number;
        };
        MethodAttemptsDto: {
            /** @example password */
            method: string;
            /** @example 18 */
            attempts: number;
        };
        HostAttemptsDto: {
            /**
             * @description Host that wrote the lines.
             * @example web-1
             */
            host: string;
            /** @example 18 */
            attempts: number;
        };
        AlertDetailsDto: {
            /**
             * @description Log entries behind the attempts.
             * @example 26
             */
            events: number;
            /**
             * @description Distinct usernames tried. The first 1000 are told apart, or fewer where they are long.
             * @example 2
             */
            username_count: number;
            /**
             * @description True where there were more usernames than are told apart.
             * @example false
             */
            username_count_is_least: boolean;
            /** @description The 50 usernames tried most often. */
            usernames: components["schemas"]["UsernameAttemptsDto"][];
            /**
             * @description Distinct source addresses, all told.
             * @example 1
             */
            ip_address_count: number;
            /** @description The 50 addresses that tried most often, of the first 1000. */
            ip_addresses: components["schemas"]["AddressAttemptsDto"][];
            /** @description How they tried to log in. */
            methods: components["schemas"]["MethodAttemptsDto"][];
            /** @description Where they tried to log in. */
            hosts: components["schemas"]["HostAttemptsDto"][];
            /**
             * @description Ids of the first log entries behind the alert.
             * @example [
             *       101,
             *       102
             *     ]
             */
            first_entries: number[];
            /**
             * @description Ids of the latest log entries behind the alert.
             * @example [
             *       180,
             *       181
             *     ]
             */
            last_entries: number[];
        };
        /**
         * @description Whether it lasts: `active`, seen within the last ten minutes; `quiet`, not seen since, though what comes within the rule's timespan would still belong to it; `ended`, over.
         * @enum {string}
         */
        AttackActivity: "active" | "quiet" | "ended";
        /**
         * @description Level of the rule; `critical` once the outcome is `login_succeeded`, and one level more, `high` at most, when it is `login_suspected`.
         * @enum {string}
         */
        Severity: "informational" | "low" | "medium" | "high" | "critical";
        /**
         * @description Did they get in? `login_succeeded`: a login succeeded from an address that took part with failed attempts, during the attack or within 24 hours after it. `login_suspected`: where the alert is about a user, that user logged in by a password in that time, from an address that took no part and from which he had not logged in within 30 days before. `none`: all else; a login by key from an address that never failed is no break-in.
         * @enum {string}
         */
        AlertOutcome: "none" | "login_suspected" | "login_succeeded";
        AlertLoginDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:18:02.000Z
             */
            timestamp: string;
            /** @example deploy */
            username: string | null;
            /** @example password */
            method: string | null;
            /** @example 203.0.113.7 */
            ip_address: string | null;
            /**
             * @description Id of the log entry.
             * @example 412
             */
            entry_id: number;
        };
        RelatedAlertDto: {
            /**
             * Format: uuid
             * @example 5f0c6f0e-5a0b-5d9e-8f43-0a5d6f0f2f11
             */
            id: string;
            /** @example ssh_root_brute_force */
            rule: string;
            /** @example high */
            severity: components["schemas"]["Severity"];
        };
        /** @enum {string} */
        AlertStatus: "open" | "acknowledged" | "resolved";
        /**
         * @description What it was in the end; null until it is resolved.
         * @enum {string}
         */
        Resolution: "true_positive" | "false_positive";
        EntryDetailsDto: {
            /**
             * @description Why sshd punishes or drops.
             * @example failed authentication
             */
            reason?: string;
            /**
             * @description What it punishes, in CIDR notation.
             * @example 203.0.113.7/32
             */
            network?: string;
            /**
             * Format: date-time
             * @description Until when it does.
             * @example 2026-11-20T09:13:01.000Z
             */
            until?: string;
            /**
             * @description Connections that were dropped and have no lines of their own.
             * @example 12
             */
            dropped?: number;
            /**
             * @description Wrong passwords of somebody who is logged in already.
             * @example 3
             */
            failures?: number;
            /**
             * @description What of an account, a group, a file or a table of jobs is changed.
             * @example shell
             */
            change?: string;
            /**
             * @description What it was before.
             * @example /bin/sh
             */
            before?: string;
            /**
             * @description What it is now.
             * @example /bin/bash
             */
            after?: string;
            /**
             * @description The number that an account has from now on.
             * @example 0
             */
            uid?: number;
            /**
             * @description The number of its group, or of a group.
             * @example 0
             */
            gid?: number;
            /**
             * @description The group of accounts that is changed.
             * @example sudo
             */
            group?: string;
            /**
             * @description Home directory of an account.
             * @example /home/backup2
             */
            home?: string;
            /**
             * @description Login shell of an account.
             * @example /bin/bash
             */
            shell?: string;
            /**
             * @description The file that is written, fetched or changed over sftp: text of whoever is logged in.
             * @example /root/.ssh/authorized_keys
             */
            path?: string;
            /**
             * @description What it is renamed or linked to.
             * @example /root/.ssh/authorized_keys
             */
            new_path?: string;
            /**
             * @description How it was opened.
             * @example WRITE,CREATE,TRUNCATE
             */
            flags?: string;
            /**
             * @description Bytes that the user received, of a file or in all.
             * @example 1204
             */
            bytes_read?: number;
            /**
             * @description Bytes that the user sent.
             * @example 0
             */
            bytes_written?: number;
            /**
             * @description What polkit authorizes.
             * @example org.freedesktop.systemd1.manage-units
             */
            action?: string;
            /**
             * @description `shell`, `command`, `subsystem` or `forced-command`.
             * @example shell
             */
            session?: string;
            /**
             * @description True: text of the user may have made some of what the line says, so that it is not told as whom and where.
             * @example true
             */
            ambiguous?: boolean;
            /**
             * @description Of what a filter matches: true where the client may have chosen which address that takes.
             * @example true
             */
            forgeable?: boolean;
            /**
             * @description Of what a filter matches: how often it may in how long, as `LOG_FILES` says.
             * @example 5 in 600s
             */
            threshold?: string;
            /**
             * @description Of a login: true where its user came from the address for the first time; null where there is none.
             * @example true
             */
            new_address_for_user?: boolean | null;
            /**
             * @description Of a login: true where its user came from the network, /24 or /64, for the first time.
             * @example false
             */
            new_network_for_user?: boolean | null;
            /**
             * @description Of a login: true where its user had the key for the first time; null for a login without.
             * @example null
             */
            new_key_for_user?: boolean | null;
            /**
             * Format: date-time
             * @description Of a login: the first of its user that was known then; null: it was the first.
             * @example 2026-10-01T08:00:00.000Z
             */
            login_history_since?: string | null;
            /**
             * @description True: the source IP is that of the connection, by another line.
             * @example true
             */
            address_carried?: boolean;
        };
        LogEntryDto: {
            /**
             * @description Grows in the order of storing.
             * @example 17
             */
            id: number;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-20T09:12:46.000Z
             */
            timestamp: string;
            /**
             * @description How the time was known. `exact`: The line carries a full date with an offset (or an epoch). `zone_assumed`: The line carries a full date without an offset; the configured time zone was assumed. `year_inferred`: The line carries no year; it was inferred, and the configured time zone was assumed. `ambiguous`: The local time occurs twice, or not at all, at a change of daylight saving time; one reading was chosen. `inherited`: The line carries no time; it was given the time of the line before it. `received`: Neither the line nor one before it carries a time; it was given the time at which it was read.
             * @example exact
             * @enum {string}
             */
            time_basis: "exact" | "zone_assumed" | "year_inferred" | "ambiguous" | "inherited" | "received";
            /**
             * @description What happened. `ssh_failed_login`: A login attempt was refused: wrong password, refused key, refused keyboard-interactive answer. Category: login_failed. (`Failed password for root from 192.0.2.10 port 40022 ssh2`) `ssh_invalid_user`: A client named an account that does not exist or may not log in. Category: login_failed. (`Invalid user oracle from 192.0.2.10 port 40022`) `ssh_accepted_login`: A login succeeded. Category: login_succeeded. (`Accepted password for alice from 198.51.100.7 port 50100 ssh2`) `ssh_pam_failure`: PAM or auditd reports that a login attempt of sshd was refused. Category: login_failed. (`pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root`) `ssh_pam_success`: A module of PAM let a user in; whether the login succeeds is said by sshd. Category: session. (`pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10 user=alice`) `ssh_second_factor_skipped`: A user was let in without the second factor, since its service could not be reached. Category: system. (`Failsafe Duo login for 'alice' from 192.0.2.10: Couldn't connect to api-1234.duosecurity.com`) `ssh_login_refused`: The policy of the server forbids the login, whatever the password: AllowUsers, DenyGroups, a locked account, root. Category: login_refused. (`User backup from 192.0.2.10 not allowed because not listed in AllowUsers`) `ssh_key_from_elsewhere`: The right key or certificate came from a place that it may not be used from: it may have been stolen. Category: login_refused. (`/home/alice/.ssh/authorized_keys:3: Authentication tried for alice with correct key but not from a permitted host (host=192.0.2.10, ip=192.0.2.10, required=10.0.0.0/8).`) `ssh_revoked_key`: Somebody tried a key that has been revoked. Category: login_refused. (`error: Authentication key ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E revoked by file /etc/ssh/revoked_keys`) `ssh_certificate_refused`: A certificate of a trusted authority was refused: expired, not yet valid, of another principal. Category: login_refused. (`error: Refusing certificate ID "alice" serial=7 signed by ED25519 CA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E: Certificate invalid: expired`) `ssh_maximum_attempts`: The client was cut off after too many failed attempts on one connection. Category: login_failed. (`error: maximum authentication attempts exceeded for root from 192.0.2.10 port 40022 ssh2 [preauth]`) `ssh_authentication_abandoned`: The connection ended while a user was authenticating. Category: login_failed. (`Connection closed by authenticating user root 192.0.2.10 port 40022 [preauth]`) `ssh_account_lockout`: PAM locked an account for a while after consecutive failures. Category: login_refused. (`pam_faillock(sshd:auth): Consecutive login failures for user root account temporarily locked`) `ssh_connection_opened`: A client connected (LogLevel VERBOSE), or sshd looked up its name. Category: connection. (`Connection from 192.0.2.10 port 40022 on 203.0.113.5 port 22 rdomain ""`) `ssh_connection_ended`: A connection ended, and the line by itself tells nothing about an attempt. Category: connection. (`Received disconnect from 192.0.2.10 port 40022:11: Bye Bye [preauth]`) `ssh_probe`: A client connected and left without saying that it speaks SSH. Category: probe. (`Did not receive identification string from 192.0.2.10 port 40022`) `ssh_bad_protocol`: A client said something that is not SSH, or a protocol version that sshd does not speak. Category: probe. (`Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10 port 40022`) `ssh_key_exchange_failure`: Client and server found no common algorithm, or the key exchange broke. Category: probe. (`Unable to negotiate with 192.0.2.10 port 40022: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]`) `ssh_protocol_error`: The encrypted stream of a connection was corrupt. Category: probe. (`ssh_dispatch_run_fatal: Connection from 192.0.2.10 port 40022: message authentication code incorrect [preauth]`) `ssh_protocol_attack`: A client broke a rule of the protocol that no honest one breaks, or asked for what sshd must not give. Category: probe. (`Disconnecting 192.0.2.10 port 40022: strict KEX violation: unexpected packet type 30 (seqnr 1) [preauth]`) `ssh_timeout`: A client did not log in within LoginGraceTime. Category: connection. (`Timeout before authentication for connection from 192.0.2.10 to 203.0.113.5, pid = 4242`) `ssh_penalty`: sshd punishes an address, or its network, for what it did (PerSourcePenalties): it will drop its connections. Category: penalty. (`srclimit_penalise: ipv4: new 192.0.2.10/32 active penalty of 15.000 seconds for penalty: failed authentication`) `ssh_penalty_drop`: sshd dropped the connection of an address that it punishes for earlier behaviour (PerSourcePenalties). Category: penalty. (`drop connection #0 from [192.0.2.10]:40022 on [203.0.113.5]:22 penalty: failed authentication`) `ssh_throttled`: sshd dropped connections because too many were waiting to log in (MaxStartups). Category: connection. (`drop connection #10 from [192.0.2.10]:40022 on [203.0.113.5]:22 past MaxStartups`) `ssh_connection_refused`: TCP wrappers refused the address. Category: login_refused. (`refused connect from scanner.example.net (192.0.2.10)`) `ssh_session_refused`: A user who is logged in asked for a session that is not allowed. Category: session. (`error: Connection from user alice 198.51.100.7 port 50100: refusing non-sftp session`) `ssh_forwarding_refused`: A user who is logged in asked for a connection through the server that is not allowed. Category: session. (`Received request from 198.51.100.7 port 50100 to connect to host db.example.net port 5432, but the request was denied.`) `ssh_sftp_session`: A session of sftp was opened or closed. Category: session. (`session opened for local user alice from [198.51.100.7]`) `ssh_command`: A user who is logged in ran a command or a shell. Category: command. (`User alice executing 'uname -a'`) `ssh_session_opened`: PAM opened the session of a login; stored only where a rule selects it. Category: session. (`pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)`) `ssh_session_closed`: PAM closed the session of a login; stored only where a rule selects it. Category: session. (`pam_unix(sshd:session): session closed for user alice`) `ssh_transferred`: How many bytes a connection had at its end; stored only where a rule selects it. Category: session. (`Transferred: sent 3128, received 2952 bytes`) `ssh_second_factor_passed`: A second factor was right; whether the login succeeds is said by sshd. Stored only where a rule selects it. Category: session. (`Successful Duo login for 'alice' from 198.51.100.7`) `ssh_second_factor_failed`: A second factor was wrong: whoever it was knew the password. The attempt is counted by the line of sshd. Category: login_failed. (`Failed Duo login for 'alice' from 192.0.2.10: Login request denied`) `ssh_session_crash`: A process of sshd was killed by a signal: a bug, or somebody trying to use one. Category: system. (`session process 4242 for connection from 192.0.2.10 to 203.0.113.5 killed by signal 11`) `ssh_login_continued`: One step of a login was passed, or the next one is waited for. Category: connection. (`Partial publickey for alice from 198.51.100.7 port 50100 ssh2: ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E`) `ssh_message`: A line that says nothing about a login or an attack; stored only where a rule selects it. Category: system. (`Server listening on 0.0.0.0 port 22.`) `sudo_command`: A user ran a command as somebody else. Category: command. (`alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update`) `sudo_refused`: A user wanted to run a command as somebody else, and sudo refused: a wrong password, or no right to. Category: privilege. (`alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/sh`) `sudo_message`: Anything else that sudo says; stored only where a rule selects it. Category: system. (`alice : (command continued) --with-a-long-argument`) `su_switched`: A user became somebody else. Category: privilege. (`(to root) alice on pts/0`) `su_failed`: A user wanted to become somebody else, and could not. Category: privilege. (`FAILED SU (to root) alice on pts/0`) `su_message`: Anything else that su says; stored only where a rule selects it. Category: system. (`pam_authenticate: Authentication failure`) `pkexec_command`: A user ran a command as somebody else with pkexec. Category: command. (`alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/usr/bin/id]`) `pkexec_refused`: A user wanted to run a command as somebody else with pkexec, and could not. Category: privilege. (`alice: Error executing command as another user: Not authorized [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/bin/sh]`) `pkexec_suspicious_environment`: pkexec was called with an environment that exploits of it have. Category: privilege. (`alice: The value for the SHELL variable was not found the /etc/shells file [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=/bin/sh]`) `polkit_authorized`: A user was given the right to do what polkit guards. Category: privilege. (`Operator of unix-session:2 successfully authenticated as unix-user:root to gain TEMPORARY authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl] (owned by unix-user:alice)`) `polkit_refused`: A user was not given the right to do what polkit guards. Category: privilege. (`Operator of unix-session:2 FAILED to authenticate to gain authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl] (owned by unix-user:alice)`) `polkit_message`: Anything else that polkit says; stored only where a rule selects it. Category: system. (`Registered Authentication Agent for unix-process:4242:123456 (system bus name :1.42)`) `login_failed`: A login at a terminal was refused. Category: login_failed. (`FAILED LOGIN 1 FROM tty1 FOR root, Authentication failure`) `login_too_many_failures`: A terminal was closed after too many refused logins, which have lines of their own. Category: session. (`TOO MANY LOGIN TRIES (3) FROM tty1 FOR root, Authentication failure`) `login_accepted`: Somebody logged in at a terminal. Category: login_succeeded. (`LOGIN ON tty1 BY alice FROM 192.0.2.10`) `login_message`: Anything else that login says; stored only where a rule selects it. Category: system. (`FATAL: bad tty`) `account_created`: An account was made. Category: account. (`new user: name=backup2, UID=0, GID=0, home=/home/backup2, shell=/bin/bash, from=/dev/pts/0`) `account_deleted`: An account was removed. Category: account. (`delete user 'backup2'`) `account_changed`: Something of an account was changed: its number, shell, home, name, lock or expiry. Category: account. (`change user 'backup2' UID from '1002' to '0'`) `account_group_created`: A group was made. Category: account. (`new group: name=backup2, GID=1002`) `account_group_deleted`: A group was removed. Category: account. (`group 'backup2' removed`) `account_group_member_added`: An account was put into a group. Category: account. (`add 'backup2' to group 'sudo'`) `account_group_member_removed`: An account was taken out of a group. Category: account. (`delete 'backup2' from group 'sudo'`) `account_group_changed`: Members, administrators or the password of a group were set. Category: account. (`members of group sudo set by root to alice,backup2`) `account_change_failed`: Somebody wanted to change an account, and could not. Category: account. (`failed adding user 'backup2', exit code: 9`) `account_message`: Anything else that the tools for accounts say; stored only where a rule selects it. Category: system. (`group added to /etc/gshadow: name=backup2`) `logind_session_opened`: systemd counts a session; stored only where a rule selects it. Category: session. (`New session 12 of user alice.`) `logind_session_closed`: A session that systemd counted has ended; stored only where a rule selects it. Category: session. (`Removed session 12.`) `logind_shutdown`: The host goes down: every session on it ends. Category: system. (`System is rebooting.`) `logind_message`: Anything else that logind says; stored only where a rule selects it. Category: system. (`New seat seat0.`) `cron_command`: A job ran; stored only where a rule selects it. Category: command. (`(root) CMD (cd / && run-parts --report /etc/cron.hourly)`) `cron_jobs_changed`: The table of jobs of a user was replaced or removed. Category: command. (`(alice) REPLACE (alice)`) `cron_jobs_opened`: The table of jobs of a user was looked at or edited; stored only where a rule selects it. Category: command. (`(alice) BEGIN EDIT (alice)`) `cron_refused`: A user may have no jobs, and wanted some. Category: privilege. (`(bob) AUTH (crontab command not allowed)`) `cron_message`: Anything else that cron says; stored only where a rule selects it. Category: system. (`(CRON) INFO (Running @reboot jobs)`) `sftp_session_opened`: A session of sftp was opened. Category: session. (`session opened for local user alice from [198.51.100.7]`) `sftp_session_closed`: A session of sftp was closed; stored only where a rule selects it. Category: session. (`session closed for local user alice from [198.51.100.7]`) `sftp_file_written`: A user opened a file for writing. Category: command. (`open "/root/.ssh/authorized_keys" flags WRITE,CREATE,TRUNCATE mode 0600`) `sftp_file_read`: A user fetched a file. Category: command. (`close "/etc/shadow" bytes read 1204 written 0`) `sftp_file_changed`: A user removed, renamed or linked a file, made a folder, or changed who may read it. Category: command. (`rename old "/tmp/k" new "/root/.ssh/authorized_keys"`) `sftp_file_opened`: A file was opened for reading, or closed; stored only where a rule selects it. Category: command. (`open "/etc/shadow" flags READ mode 0666`) `sftp_message`: Anything else that the server of sftp says; stored only where a rule selects it. Category: system. (`sent status No such file`) `fail2ban_ban`: fail2ban has an address turned away; `reason` is the jail. Category: system. (`NOTICE  [sshd] Ban 203.0.113.7`) `fail2ban_unban`: fail2ban lets an address in again; `reason` is the jail. Category: system. (`NOTICE  [sshd] Unban 203.0.113.7`) `fail2ban_message`: Anything else that fail2ban says; stored only where a rule selects it. Category: system. (`INFO    [sshd] Found 203.0.113.7 - 2026-11-20 09:00:00`) `crowdsec_ban`: CrowdSec has an address or a network turned away; `reason` is the scenario, `until` the end. Category: system. (`(localhost/crowdsec) crowdsecurity/ssh-bf by ip 203.0.113.7 (DE/64496) : 4h ban on Ip 203.0.113.7`) `crowdsec_message`: Anything else that CrowdSec says of alerts; stored only where a rule selects it. Category: system. (`(localhost/crowdsec) alert : crowdsecurity/ssh-slow-bf by ip 203.0.113.7 (DE/64496)`) `pam_failed_login`: A login to another service than SSH was refused: FTP, mail, a desktop, a web console. Category: login_failed. (`pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=192.0.2.10  user=bob`) `pam_login_refused`: The policy of another service than SSH forbids the login, whatever the password. Category: login_refused. (`pam_access(vsftpd:account): access denied for user 'bob' from '192.0.2.10'`) `pam_privilege_failure`: Somebody who is logged in gave a wrong password to become somebody else. Category: privilege. (`pam_unix(sudo:auth): authentication failure; logname=alice uid=1000 euid=0 tty=/dev/pts/0 ruser=alice rhost=  user=alice`) `pam_session_opened`: A session of another service than SSH was opened; of sudo, su and the like, stored only where a rule selects it. Category: session. (`pam_unix(vsftpd:session): session opened for user bob(uid=1001) by (uid=0)`) `pam_session_closed`: A session of another service than SSH was closed; stored only where a rule selects it. Category: session. (`pam_unix(vsftpd:session): session closed for user bob`) `account_password_changed`: The password of an account was changed. Category: account. (`pam_unix(passwd:chauthtok): password changed for alice`) `pam_message`: Anything else that PAM says of a service; stored only where a rule selects it. Category: system. (`pam_unix(cron:session): session closed for user root`) `filter_failed_login`: A filter of fail2ban, or a format, matched the line. The log type of each is made of its name: `nginx_http_auth_failed_login`. Category: login_failed. (`user "bob": password mismatch, client: 192.0.2.10, server: example.net, request: "GET / HTTP/1.1"`) `other`: A line of a program that is not understood; stored only where a rule selects it. Category: system. (`Started Session 12 of user alice.`)
             * @example ssh_failed_login
             */
            log_type: string;
            /**
             * @description Host that wrote the line.
             * @example web-1
             */
            host: string | null;
            /** @example sshd */
            program: string;
            /** @example 24200 */
            pid: number | null;
            /**
             * @description Source IP.
             * @example 203.0.113.7
             */
            ip_address: string | null;
            /**
             * @description Name that stands in place of an address.
             * @example null
             */
            source_host: string | null;
            /** @example 52814 */
            port: number | null;
            /**
             * @description As the client gave it: any text.
             * @example root
             */
            username: string | null;
            /**
             * @description False: no such account, or it may not log in.
             * @example null
             */
            valid_user: boolean | null;
            /** @example password */
            method: string | null;
            /**
             * @description Service of PAM that the line is about.
             * @example null
             */
            service: string | null;
            /**
             * @description As whom `username` acts, or the account that is changed.
             * @example null
             */
            target_user: string | null;
            /**
             * @description With its arguments, as the program writes it: text of whoever is logged in.
             * @example null
             */
            command: string | null;
            /**
             * @description Such as `pts/0`.
             * @example null
             */
            tty: string | null;
            /**
             * @description Where a command was run: any text.
             * @example null
             */
            working_directory: string | null;
            /**
             * @description What the line adds to the failed attempts of its connection.
             * @example 1
             */
            attempts: number;
            /**
             * @description What the line tells besides.
             * @example null
             */
            details: components["schemas"]["EntryDetailsDto"] | null;
            /**
             * @description True where the allowlist covered the address: it raised no alert.
             * @example false
             */
            allowlisted: boolean;
            /**
             * @description Log file that the line was read from.
             * @example /var/log/auth.log
             */
            source: string;
            /**
             * @description The line itself.
             * @example 2026-11-20T09:12:46.000000+00:00 web-1 sshd[24200]: Failed password for root from 203.0.113.7 port 52814 ssh2
             */
            raw_log: string;
            /**
             * @description What kind of thing happened, whatever program says it.
             * @example login_failed
             */
            category: components["schemas"]["LogCategory"];
        };
        /**
         * @description Why it is over. `lost`: its end is not in the log; `ended_at` is its last event then.
         * @enum {string}
         */
        SessionEnd: "closed" | "disconnected" | "shutdown" | "lost";
        MilestonesDto: {
            /**
             * Format: date-time
             * @description They acted as root.
             */
            root: string | null;
            /**
             * Format: date-time
             * @description They changed accounts or groups.
             */
            account: string | null;
            /**
             * Format: date-time
             * @description They changed authorized keys.
             */
            key: string | null;
            /**
             * Format: date-time
             * @description They changed scheduled jobs.
             */
            job: string | null;
            /**
             * Format: date-time
             * @description They touched logs or history.
             */
            logs: string | null;
        };
        SessionDto: {
            /**
             * Format: uuid
             * @example 5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11
             */
            id: string;
            /**
             * Format: date-time
             * @description The login.
             * @example 2026-11-20T09:20:00.000Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @description Null while it is open.
             * @example null
             */
            ended_at: string | null;
            /**
             * @description Why it is over. `lost`: its end is not in the log; `ended_at` is its last event then.
             * @example null
             */
            end_reason: components["schemas"]["SessionEnd"] | null;
            /**
             * Format: date-time
             * @description Its last event.
             * @example 2026-11-20T09:21:30.000Z
             */
            last_seen: string;
            /**
             * @description Seconds from login to end; null while it is open.
             * @example null
             */
            duration_seconds: number | null;
            /** @example web-1 */
            host: string | null;
            /**
             * @description Who logged in.
             * @example deploy
             */
            username: string;
            /**
             * @description Where from.
             * @example 203.0.113.7
             */
            ip_address: string | null;
            /** @example 52814 */
            port: number | null;
            /** @example sshd */
            program: string;
            /** @example password */
            method: string | null;
            /**
             * @description Fingerprint of the key.
             * @example null
             */
            key_fingerprint: string | null;
            /**
             * @description Id of the log entry of the login.
             * @example 812
             */
            login_entry: number;
            /**
             * @description Terminals, where the log tells them.
             * @example [
             *       "pts/0"
             *     ]
             */
            ttys: string[];
            /**
             * @description As whom it went on.
             * @example [
             *       "root"
             *     ]
             */
            became: string[];
            /**
             * @description Events that are its own, or may be.
             * @example 9
             */
            events: number;
            /**
             * @description Commands as somebody else, or that a server logged.
             * @example 4
             */
            commands: number;
            /**
             * @description Rights that were refused.
             * @example 0
             */
            refusals: number;
            /**
             * @description Changes of accounts and groups.
             * @example 1
             */
            account_changes: number;
            /**
             * @description Files written or changed over sftp.
             * @example 1
             */
            files_written: number;
            /**
             * @description Files fetched over sftp.
             * @example 0
             */
            files_read: number;
            /**
             * @description Bytes sent to the client, where the log tells.
             * @example null
             */
            bytes_sent: number | null;
            /**
             * @description Bytes received from it.
             * @example null
             */
            bytes_received: number | null;
            milestones: components["schemas"]["MilestonesDto"];
            /**
             * @description What they did, in plain words that follow `they`.
             * @example [
             *       "were logged in as deploy for 41 minutes",
             *       "became root by sudo after 12 s"
             *     ]
             */
            summary: string[];
        };
        AlertDetailDto: {
            /**
             * Format: uuid
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            id: string;
            /**
             * Format: date-time
             * @description When it fired: same as `fired_at`.
             * @example 2026-11-20T09:13:36.000Z
             */
            timestamp: string;
            /**
             * @description Title of the rule.
             * @example SSH brute force
             */
            reason: string;
            /**
             * @description Name of the rule.
             * @example ssh_brute_force
             */
            rule: string;
            /**
             * Format: uuid
             * @example 6c0a5a1e-9d3b-4c1f-8a55-2f6b1d7e0c11
             */
            rule_id: string;
            /**
             * @description Changes when the text of the rule does.
             * @example 3f9d2c7a61b0
             */
            rule_version: string;
            /**
             * @description Source IP of the attack. Null where the rule groups by something else; see `group_by`.
             * @example 203.0.113.7
             */
            ip_address: string | null;
            /**
             * @description Country of the source IP. By the file that `GEOIP_COUNTRY` or `GEOIP_ASN` names; null where none is configured or it does not say, and in notifications.
             * @example null
             */
            country: string | null;
            /**
             * @description Its autonomous system. By the file that `GEOIP_COUNTRY` or `GEOIP_ASN` names; null where none is configured or it does not say, and in notifications.
             * @example null
             */
            asn: number | null;
            /**
             * @description Who runs that network. By the file that `GEOIP_COUNTRY` or `GEOIP_ASN` names; null where none is configured or it does not say, and in notifications.
             * @example null
             */
            network_name: string | null;
            /**
             * @description The user whom the attack is about, where the rule groups by users and not by addresses. Any text.
             * @example null
             */
            username: string | null;
            /**
             * @description What the events of the alert have in common: the values of the group-by of the rule.
             * @example {
             *       "ip_address": "203.0.113.7"
             *     }
             */
            group_by: {
                [key: string]: string;
            };
            details: components["schemas"]["AlertDetailsDto"];
            /**
             * Format: date-time
             * @description First event of the attack.
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description The event with which the threshold was reached.
             * @example 2026-11-20T09:13:36.000Z
             */
            fired_at: string;
            /**
             * Format: date-time
             * @description Last event so far.
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * Format: date-time
             * @description When the attack was over: the rule's timespan after `last_seen`. Null while it may go on.
             * @example 2026-11-20T09:25:00.000Z
             */
            ended_at: string | null;
            /**
             * @description Whether it lasts: `active`, seen within the last ten minutes; `quiet`, not seen since, though what comes within the rule's timespan would still belong to it; `ended`, over.
             * @example ended
             */
            activity: components["schemas"]["AttackActivity"];
            /**
             * @description Failed attempts so far.
             * @example 80
             */
            attempts: number;
            /**
             * @description True where a client may have chosen the address, since a filter of `LOG_FILES` takes it from a place of the line that a client can write to. Such an alert turns nobody away, unless `DECISIONS_FORGEABLE` is true.
             * @example false
             */
            forgeable: boolean;
            /**
             * @description Level of the rule; `critical` once the outcome is `login_succeeded`, and one level more, `high` at most, when it is `login_suspected`.
             * @example high
             */
            severity: components["schemas"]["Severity"];
            /**
             * @description Tags of the rule.
             * @example [
             *       "attack.t1110.001"
             *     ]
             */
            tags: string[];
            /**
             * @description Did they get in? `login_succeeded`: a login succeeded from an address that took part with failed attempts, during the attack or within 24 hours after it. `login_suspected`: where the alert is about a user, that user logged in by a password in that time, from an address that took no part and from which he had not logged in within 30 days before. `none`: all else; a login by key from an address that never failed is no break-in.
             * @example none
             */
            outcome: components["schemas"]["AlertOutcome"];
            /** @description The first login that the outcome is about, or, without failed attempts, the alert itself. */
            login: components["schemas"]["AlertLoginDto"] | null;
            /**
             * @description How many such logins there are; counted up to 100.
             * @example 0
             */
            login_count: number;
            /**
             * @description What matters of what they did who got in, in plain words that follow `they`; the sessions of `GET /alerts/{id}` say all.
             * @example [
             *       "became root by sudo after 12 s",
             *       "created the account backup2 with UID 0 after 2 minutes"
             *     ]
             */
            after_login: string[];
            /**
             * Format: uuid
             * @description The incident that the alert belongs to, which is the id of its first alert. Alerts that share an attacking address, or a user under distributed attack, and overlap or follow within an hour, are one incident.
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            incident_id: string;
            /**
             * @description How many alerts the incident has had.
             * @example 2
             */
            incident_alerts: number;
            /** @description Other alerts of the incident, the first 50. */
            related: components["schemas"]["RelatedAlertDto"][];
            /**
             * @description What the figures do not say: for an alert about a log source, what is wrong and what to do.
             * @example null
             */
            explanation: string | null;
            /** @example open */
            status: components["schemas"]["AlertStatus"];
            /**
             * Format: date-time
             * @example null
             */
            acknowledged_at: string | null;
            /**
             * Format: date-time
             * @example null
             */
            resolved_at: string | null;
            /**
             * @description What it was in the end; null until it is resolved.
             * @example null
             */
            resolution: components["schemas"]["Resolution"] | null;
            /**
             * Format: date-time
             * @description Until then nobody is reminded of it.
             * @example null
             */
            snoozed_until: string | null;
            /** @description The log entries of `first_entries`, `last_entries` and `login`, in the order of storing. */
            evidence: components["schemas"]["LogEntryDto"][];
            /** @description What they did who got in: the sessions of the logins that the alert counts, the earliest 20 of them; none where `outcome` is `none`. */
            sessions: components["schemas"]["SessionDto"][];
        };
        IncidentRuleDto: {
            /**
             * @description Its name.
             * @example ssh_brute_force
             */
            rule: string;
            /**
             * @description Its title.
             * @example SSH brute force
             */
            reason: string;
            /**
             * @description How many alerts it raised.
             * @example 2
             */
            alerts: number;
        };
        IncidentDto: {
            /**
             * Format: uuid
             * @description The id of its first alert. Two incidents that grow together keep both ids, and go by that of the elder.
             * @example e772c04b-6658-5a62-93a0-d707fa02dba3
             */
            id: string;
            /**
             * Format: date-time
             * @description When its first alert fired.
             * @example 2026-11-20T09:13:36.000Z
             */
            timestamp: string;
            /**
             * @description `service`: about what this service depends on, such as a log source; nobody attacks.
             * @example attack
             * @enum {string}
             */
            kind: "attack" | "service";
            /**
             * @description In a line. Texts of others in it are cut, visible, and in quotes where they could mislead.
             * @example 203.0.113.7: 287 attempts on root and 9 other names
             */
            headline: string;
            /**
             * @description That of its most severe alert.
             * @example high
             */
            severity: components["schemas"]["Severity"];
            /**
             * @description Did they get in?
             * @example none
             */
            outcome: components["schemas"]["AlertOutcome"];
            /**
             * @description `open` while any of its alerts is; `acknowledged` while any is not resolved.
             * @example open
             */
            status: components["schemas"]["AlertStatus"];
            /**
             * Format: date-time
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * Format: date-time
             * @description When its last attack was over; null while one goes on.
             * @example 2026-11-20T09:25:00.000Z
             */
            ended_at: string | null;
            /**
             * @description Whether it lasts, as of alerts: `active`, `quiet` or `ended`.
             * @example ended
             */
            activity: components["schemas"]["AttackActivity"];
            /**
             * @description Its alerts that are stored.
             * @example 7
             */
            alerts: number;
            /**
             * @description Those that nobody has acknowledged or resolved.
             * @example 7
             */
            open_alerts: number;
            /**
             * @description True where a client may have chosen the address of one of its alerts: see `forgeable` of alerts.
             * @example false
             */
            forgeable: boolean;
            /** @description The rules that raised its alerts, the most severe first. */
            rules: components["schemas"]["IncidentRuleDto"][];
            /**
             * @description Failed attempts of those who took part, each counted once, from the first to the last of it.
             * @example 287
             */
            attempts: number;
            /**
             * @description True where there are more: 10000 log entries are counted, and old ones may be gone.
             * @example false
             */
            attempts_is_least: boolean;
            /**
             * @description Addresses that took part.
             * @example 1
             */
            ip_address_count: number;
            /** @description The busiest, 10 at most; see its `addresses`. */
            ip_addresses: components["schemas"]["AddressAttemptsDto"][];
            /**
             * @description User names tried.
             * @example 10
             */
            username_count: number;
            /** @description Those tried most, 10 at most. */
            usernames: components["schemas"]["UsernameAttemptsDto"][];
            /** @description Hosts attacked, 10 at most. */
            hosts: components["schemas"]["HostAttemptsDto"][];
            /** @description The logins that its alerts name, the earliest first: of attackers, or, where that is only suspected, to look at. */
            logins: components["schemas"]["AlertLoginDto"][];
            /**
             * @description What they did who got in, in words that go on after `they`.
             * @example [
             *       "became root by sudo after 12 s"
             *     ]
             */
            after_login: string[];
        };
        AlertInBriefDto: {
            /**
             * Format: uuid
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            id: string;
            /**
             * Format: date-time
             * @description When it fired: same as `fired_at`.
             * @example 2026-11-20T09:13:36.000Z
             */
            timestamp: string;
            /**
             * @description Title of the rule.
             * @example SSH brute force
             */
            reason: string;
            /**
             * @description Name of the rule.
             * @example ssh_brute_force
             */
            rule: string;
            /**
             * Format: date-time
             * @description First event of the attack.
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description Last event so far.
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * @description Failed attempts so far.
             * @example 80
             */
            attempts: number;
            /**
             * @description True where a client may have chosen the address, since a filter of `LOG_FILES` takes it from a place of the line that a client can write to. Such an alert turns nobody away, unless `DECISIONS_FORGEABLE` is true.
             * @example false
             */
            forgeable: boolean;
            /**
             * @description Level of the rule; `critical` once the outcome is `login_succeeded`, and one level more, `high` at most, when it is `login_suspected`.
             * @example high
             */
            severity: components["schemas"]["Severity"];
            /**
             * @description Did they get in? `login_succeeded`: a login succeeded from an address that took part with failed attempts, during the attack or within 24 hours after it. `login_suspected`: where the alert is about a user, that user logged in by a password in that time, from an address that took no part and from which he had not logged in within 30 days before. `none`: all else; a login by key from an address that never failed is no break-in.
             * @example none
             */
            outcome: components["schemas"]["AlertOutcome"];
            /** @example open */
            status: components["schemas"]["AlertStatus"];
        };
        PenaltyDto: {
            /**
             * @description The host whose sshd it is.
             * @example web-1
             */
            host: string | null;
            /** @example failed authentication */
            reason: string | null;
            /**
             * @description What it refuses, in CIDR notation.
             * @example 203.0.113.7/32
             */
            network: string;
            /**
             * Format: date-time
             * @description Until when, at least: sshd does not log that a penalty grows. Null: only its drops stand in the log.
             * @example 2026-11-20T09:13:01.000Z
             */
            until: string | null;
            /**
             * @description True where `until` is still to come.
             * @example true
             */
            active: boolean;
            /**
             * Format: date-time
             * @description When it last dropped a connection of the address for a penalty; null: it did not, or long ago.
             * @example null
             */
            last_dropped_at: string | null;
        };
        BanDto: {
            /**
             * @description The tool.
             * @example fail2ban
             */
            by: string;
            /**
             * @description fail2ban's jail, or CrowdSec's scenario.
             * @example sshd
             */
            reason: string | null;
            /**
             * @description The host whose log says so.
             * @example web-1
             */
            host: string | null;
            /**
             * @description The network that was banned, in CIDR notation; null: the address alone.
             * @example null
             */
            network: string | null;
            /**
             * Format: date-time
             * @description Since when.
             * @example 2026-11-20T09:00:00.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description Until when, as the log says: planned, or ended. Null: the log does not say.
             * @example 2026-11-20T09:10:00.000Z
             */
            until: string | null;
            /**
             * @description False where `until` has passed.
             * @example false
             */
            active: boolean;
        };
        IpDossierDto: {
            /**
             * @description Failed attempts.
             * @example 26
             */
            attempts: number;
            /**
             * @description Log entries.
             * @example 27
             */
            entries: number;
            /**
             * @description Logins that succeeded.
             * @example 0
             */
            login_count: number;
            /** @description The newest logins that succeeded, 20 at most. */
            logins: components["schemas"]["LogEntryDto"][];
            /** @description By day (UTC), oldest first. */
            days: components["schemas"]["ValueCountDto"][];
            /** @description By host that wrote the lines, most attempts first; 50 at most. */
            hosts: components["schemas"]["ValueCountDto"][];
            /** @description By way to log in, most attempts first. */
            methods: components["schemas"]["ValueCountDto"][];
            /** @description Incidents in which it took part, what went on last first; 20 at most. */
            incidents: components["schemas"]["IncidentDto"][];
            /** @description Alerts in which it took part (a user: that are about it, tried its name, or found a login of it), most recent first; 20 at most. */
            alerts: components["schemas"]["AlertInBriefDto"][];
            examined: components["schemas"]["ExaminedDto"];
            /** @example 203.0.113.7 */
            ip_address: string;
            /**
             * @description The network that it belongs to: /24, or /64 of IPv6.
             * @example 203.0.113.0/24
             */
            network?: string | null;
            /**
             * @description By the file of `GEOIP_COUNTRY`; null where none is configured, or it does not say.
             * @example NL
             */
            country: string | null;
            /**
             * @description Its autonomous system, by the file of `GEOIP_ASN`; null where none is configured, or it does not say.
             * @example 64496
             */
            asn: number | null;
            /**
             * @description Who runs that network.
             * @example EXAMPLE-NET
             */
            network_name: string | null;
            /**
             * @description True where the allowlist covers it now: it raises no alert.
             * @example false
             */
            allowlisted: boolean;
            /**
             * @description That sshd itself refuses it (PerSourcePenalties), as sshd said last; null where it did not.
             * @example null
             */
            penalty: components["schemas"]["PenaltyDto"] | null;
            /** @description What the logs of fail2ban and CrowdSec say that they did about it, the latest first; 20 at most. */
            bans: components["schemas"]["BanDto"][];
            /**
             * Format: date-time
             * @description Of all its entries.
             * @example null
             */
            first_seen: string | null;
            /**
             * Format: date-time
             * @description Of all its entries.
             * @example null
             */
            last_seen: string | null;
            /**
             * @description User names tried.
             * @example 1
             */
            username_count: number;
            /** @description User names, most attempts first; 50 at most. */
            usernames: components["schemas"]["ValueCountDto"][];
        };
        UserDossierDto: {
            /**
             * @description Failed attempts.
             * @example 26
             */
            attempts: number;
            /**
             * @description Log entries.
             * @example 27
             */
            entries: number;
            /**
             * @description Logins that succeeded.
             * @example 0
             */
            login_count: number;
            /** @description The newest logins that succeeded, 20 at most. */
            logins: components["schemas"]["LogEntryDto"][];
            /** @description By day (UTC), oldest first. */
            days: components["schemas"]["ValueCountDto"][];
            /** @description By host that wrote the lines, most attempts first; 50 at most. */
            hosts: components["schemas"]["ValueCountDto"][];
            /** @description By way to log in, most attempts first. */
            methods: components["schemas"]["ValueCountDto"][];
            /** @description Incidents in which it took part, what went on last first; 20 at most. */
            incidents: components["schemas"]["IncidentDto"][];
            /** @description Alerts in which it took part (a user: that are about it, tried its name, or found a login of it), most recent first; 20 at most. */
            alerts: components["schemas"]["AlertInBriefDto"][];
            examined: components["schemas"]["ExaminedDto"];
            /**
             * @description Attacker text.
             * @example root
             */
            username: string;
            /**
             * Format: date-time
             * @description Of the entries examined.
             * @example null
             */
            first_seen: string | null;
            /**
             * Format: date-time
             * @description Of the entries examined.
             * @example null
             */
            last_seen: string | null;
            /**
             * @description Addresses that tried it.
             * @example 2
             */
            ip_address_count: number;
            /** @description Source addresses, most attempts first; 50 at most. */
            ip_addresses: components["schemas"]["ValueCountDto"][];
        };
        HandlingOfManyDto: {
            /**
             * @description open → acknowledged → resolved; `open` takes it back.
             * @example acknowledged
             */
            status?: components["schemas"]["AlertStatus"];
            /**
             * @description What it was: asked for when it is resolved.
             * @example true_positive
             */
            resolution?: components["schemas"]["Resolution"];
            /**
             * @description Kept in the history.
             * @example Our penetration test
             */
            note?: string;
            /**
             * @description Who does it. Kept in the history beside the name of the API key.
             * @example alice
             */
            who?: string;
            /**
             * Format: date-time
             * @description Until then nobody is reminded of the alert; null wakes it.
             * @example 2099-12-01T08:00:00Z
             */
            snooze_until?: string | null;
            /**
             * @description true only counts the alerts.
             * @default false
             * @example true
             */
            dry_run?: boolean;
            /**
             * @description How many alerts the dry run has counted. Where they are no longer as many, nothing is done.
             * @example 12
             */
            expected_count?: number;
        };
        RefusedAlertDto: {
            /**
             * Format: uuid
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            id: string;
            /** @example ALERT_MOVE_REFUSED */
            code: string;
            /** @example The alert is acknowledged already. */
            detail: string;
        };
        AlertBeforeDto: {
            /**
             * Format: uuid
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            id: string;
            /** @example open */
            status: components["schemas"]["AlertStatus"];
            /** @example null */
            resolution: components["schemas"]["Resolution"] | null;
            /**
             * Format: date-time
             * @example null
             */
            snoozed_until: string | null;
        };
        TriagedIncidentsDto: {
            /**
             * @description True where nothing was done.
             * @example false
             */
            dry_run: boolean;
            /**
             * @description Alerts that the filters leave.
             * @example 12
             */
            matched: number;
            /**
             * @description Alerts that were changed.
             * @example 11
             */
            changed: number;
            /** @description Alerts that stay as they are, and why. */
            refused: components["schemas"]["RefusedAlertDto"][];
            /** @description What the alerts were that have been changed: the first 1000. With it a change can be taken back. */
            before: components["schemas"]["AlertBeforeDto"][];
            /**
             * @description Incidents that the filters leave; `matched` counts their alerts.
             * @example 3
             */
            incidents: number;
        };
        IncidentDetailDto: {
            /**
             * Format: uuid
             * @description The id of its first alert. Two incidents that grow together keep both ids, and go by that of the elder.
             * @example e772c04b-6658-5a62-93a0-d707fa02dba3
             */
            id: string;
            /**
             * Format: date-time
             * @description When its first alert fired.
             * @example 2026-11-20T09:13:36.000Z
             */
            timestamp: string;
            /**
             * @description `service`: about what this service depends on, such as a log source; nobody attacks.
             * @example attack
             * @enum {string}
             */
            kind: "attack" | "service";
            /**
             * @description In a line. Texts of others in it are cut, visible, and in quotes where they could mislead.
             * @example 203.0.113.7: 287 attempts on root and 9 other names
             */
            headline: string;
            /**
             * @description That of its most severe alert.
             * @example high
             */
            severity: components["schemas"]["Severity"];
            /**
             * @description Did they get in?
             * @example none
             */
            outcome: components["schemas"]["AlertOutcome"];
            /**
             * @description `open` while any of its alerts is; `acknowledged` while any is not resolved.
             * @example open
             */
            status: components["schemas"]["AlertStatus"];
            /**
             * Format: date-time
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * Format: date-time
             * @description When its last attack was over; null while one goes on.
             * @example 2026-11-20T09:25:00.000Z
             */
            ended_at: string | null;
            /**
             * @description Whether it lasts, as of alerts: `active`, `quiet` or `ended`.
             * @example ended
             */
            activity: components["schemas"]["AttackActivity"];
            /**
             * @description Its alerts that are stored.
             * @example 7
             */
            alerts: number;
            /**
             * @description Those that nobody has acknowledged or resolved.
             * @example 7
             */
            open_alerts: number;
            /**
             * @description True where a client may have chosen the address of one of its alerts: see `forgeable` of alerts.
             * @example false
             */
            forgeable: boolean;
            /** @description The rules that raised its alerts, the most severe first. */
            rules: components["schemas"]["IncidentRuleDto"][];
            /**
             * @description Failed attempts of those who took part, each counted once, from the first to the last of it.
             * @example 287
             */
            attempts: number;
            /**
             * @description True where there are more: 10000 log entries are counted, and old ones may be gone.
             * @example false
             */
            attempts_is_least: boolean;
            /**
             * @description Addresses that took part.
             * @example 1
             */
            ip_address_count: number;
            /** @description The busiest, 10 at most; see its `addresses`. */
            ip_addresses: components["schemas"]["AddressAttemptsDto"][];
            /**
             * @description User names tried.
             * @example 10
             */
            username_count: number;
            /** @description Those tried most, 10 at most. */
            usernames: components["schemas"]["UsernameAttemptsDto"][];
            /** @description Hosts attacked, 10 at most. */
            hosts: components["schemas"]["HostAttemptsDto"][];
            /** @description The logins that its alerts name, the earliest first: of attackers, or, where that is only suspected, to look at. */
            logins: components["schemas"]["AlertLoginDto"][];
            /**
             * @description What they did who got in, in words that go on after `they`.
             * @example [
             *       "became root by sudo after 12 s"
             *     ]
             */
            after_login: string[];
            /**
             * @description What happened, a sentence each; times are UTC.
             * @example [
             *       "203.0.113.7 came on 2026-11-20 at 09:12:46 UTC and left at 09:20:00, after 7 minutes.",
             *       "It never got in."
             *     ]
             */
            story: string[];
            /** @description Its first 50 alerts; `GET /alerts?incident=` has all. */
            alert_list: components["schemas"]["AlertInBriefDto"][];
            /** @description What they did who got in: the first 50 sessions. */
            sessions: components["schemas"]["SessionDto"][];
        };
        IncidentAddressDto: {
            /** @example 203.0.113.7 */
            ip_address: string;
            /** @example 18 */
            attempts: number;
            /**
             * Format: date-time
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
        };
        MatrixColumnDto: {
            /**
             * @description Failed attempts.
             * @example 18
             */
            attempts: number;
            /**
             * @description True where they got in.
             * @example false
             */
            login: boolean;
            /**
             * @description Attacker text. Null: all others, and attempts without a name.
             * @example root
             */
            username: string | null;
        };
        MatrixCellDto: {
            /**
             * @description Failed attempts.
             * @example 18
             */
            attempts: number;
            /**
             * @description True where they got in.
             * @example false
             */
            login: boolean;
        };
        MatrixRowDto: {
            /**
             * @description Failed attempts.
             * @example 18
             */
            attempts: number;
            /**
             * @description True where they got in.
             * @example false
             */
            login: boolean;
            /**
             * @description Null: all others.
             * @example 203.0.113.7
             */
            ip_address: string | null;
            /** @description One for each column, in their order. */
            cells: components["schemas"]["MatrixCellDto"][];
        };
        AttemptMatrixDto: {
            /**
             * @description Failed attempts, as the alert or the incident counts them: all cells together.
             * @example 80
             */
            attempts: number;
            /**
             * @description Those of them of which no stored entry that was looked at says more: they stand under the others.
             * @example 0
             */
            uncounted: number;
            /**
             * @description Addresses that the entries name.
             * @example 24
             */
            ip_address_count: number;
            /**
             * @description True where there may be more addresses: not all entries were looked at, or some are no longer stored.
             * @example false
             */
            ip_address_count_is_least: boolean;
            /**
             * @description User names that the entries name.
             * @example 15
             */
            username_count: number;
            /**
             * @description The same for user names.
             * @example false
             */
            username_count_is_least: boolean;
            /** @description Those with a login first, then the most attempts; the last one is that of the others. */
            usernames: components["schemas"]["MatrixColumnDto"][];
            /** @description In the same order, from `skip` on; the last one is that of the others. */
            ip_addresses: components["schemas"]["MatrixRowDto"][];
            /**
             * Format: date-time
             * @description Of entries from then on.
             * @example 2026-11-20T09:12:46.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description Before then.
             * @example 2026-11-20T09:20:00.001Z
             */
            until: string;
            /**
             * @description False where there were too many entries, or some are no longer stored.
             * @example true
             */
            complete: boolean;
        };
        ActivityPartDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:00.000Z
             */
            start: string;
            /**
             * @description Log entries.
             * @example 60
             */
            entries: number;
            /**
             * @description Failed attempts.
             * @example 58
             */
            attempts: number;
            /**
             * @description Logins that succeeded.
             * @example 1
             */
            logins: number;
            /**
             * @description Connections that never came to a login.
             * @example 0
             */
            probes: number;
            /**
             * @description Connections and logins that were refused, by a penalty or by what is allowed.
             * @example 0
             */
            refused: number;
        };
        TimelineMarkerDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:36.000Z
             */
            at: string;
            /**
             * @description An alert fired; a login; another tool banned them.
             * @example fired
             * @enum {string}
             */
            kind: "fired" | "login" | "ban";
            /** @example SSH brute force */
            label: string;
            /**
             * Format: uuid
             * @example e772c04b-6658-5a62-93a0-d707fa02dba3
             */
            alert_id: string | null;
            /**
             * @description Of the alert that fired; null for the others.
             * @example high
             */
            severity: components["schemas"]["Severity"] | null;
        };
        ActivityDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:08:00.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description Not part of it.
             * @example 2026-11-20T09:25:00.000Z
             */
            until: string;
            /**
             * @description Length of a part.
             * @example 10
             */
            step_seconds: number;
            /** @description Oldest first; those in which nothing happened, too. */
            parts: components["schemas"]["ActivityPartDto"][];
            /** @description Oldest first; 200 at most. */
            markers: components["schemas"]["TimelineMarkerDto"][];
            examined: components["schemas"]["ExaminedDto"];
        };
        /**
         * @description `got_in`: an attacker logged in; `suspected`: somebody should look at a login; `under_attack`: an attack goes on now, and the time reaches up to now; `attacked`: there was one; `quiet`; `unknown`: no log line of the time has been read, or stored of the host. What somebody has resolved counts no longer, but an attack that goes on and was not a false positive.
         * @enum {string}
         */
        Verdict: "got_in" | "suspected" | "under_attack" | "attacked" | "quiet" | "unknown";
        BreakInDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:18:02.000Z
             */
            timestamp: string;
            /** @example deploy */
            username: string | null;
            /** @example password */
            method: string | null;
            /** @example 203.0.113.7 */
            ip_address: string | null;
            /**
             * @description Id of the log entry.
             * @example 412
             */
            entry_id: number;
            /** @example web-1 */
            host: string | null;
            /**
             * Format: uuid
             * @description An alert that it belongs to.
             * @example e772c04b-6658-5a62-93a0-d707fa02dba3
             */
            alert_id: string;
            /**
             * Format: uuid
             * @description Its incident.
             * @example e772c04b-6658-5a62-93a0-d707fa02dba3
             */
            incident_id: string;
        };
        VerdictDto: {
            /**
             * @description `got_in`: an attacker logged in; `suspected`: somebody should look at a login; `under_attack`: an attack goes on now, and the time reaches up to now; `attacked`: there was one; `quiet`; `unknown`: no log line of the time has been read, or stored of the host. What somebody has resolved counts no longer, but an attack that goes on and was not a false positive.
             * @example attacked
             */
            kind: components["schemas"]["Verdict"];
            /**
             * @description Logins of attackers in the time, resolved ones too, but no false positives.
             * @example 0
             */
            break_ins: number;
            /**
             * @description Logins in the time that somebody should look at, and nobody has resolved.
             * @example 0
             */
            suspected_logins: number;
            /** @description What `kind` rests on, where it is about logins: the latest 20. */
            logins: components["schemas"]["BreakInDto"][];
            /**
             * @description Addresses that took part in attacks that were active in the time.
             * @example 9
             */
            attackers: number;
            /**
             * @description True where there are more attackers: so many are counted.
             * @example false
             */
            attackers_is_least: boolean;
            /**
             * @description Alerts of attacks that go on now; 0 where the time ends before.
             * @example 0
             */
            ongoing: number;
            /**
             * @description Alerts about attacks that were active in the time.
             * @example 7
             */
            alerts: number;
            /**
             * @description Incidents with such an alert.
             * @example 6
             */
            incidents: number;
            /**
             * @description Those of them with an alert that is open.
             * @example 6
             */
            open_incidents: number;
            /**
             * @description False where there are too many alerts to look at: then the figures are of the latest.
             * @example true
             */
            complete: boolean;
        };
        AlertFiguresDto: {
            /**
             * @description Alerts that fired in the time.
             * @example 7
             */
            total: number;
            /**
             * @description By severity: informational, low, medium, high, critical.
             * @example {
             *       "informational": 0,
             *       "low": 1,
             *       "medium": 1,
             *       "high": 4,
             *       "critical": 1
             *     }
             */
            by_severity: {
                [key: string]: number;
            };
            /**
             * @description By status: open, acknowledged, resolved.
             * @example {
             *       "open": 7,
             *       "acknowledged": 0,
             *       "resolved": 0
             *     }
             */
            by_status: {
                [key: string]: number;
            };
            /**
             * @description Alerts whose attackers got in.
             * @example 1
             */
            login_succeeded: number;
            /**
             * @description Alerts with a login that somebody should look at.
             * @example 0
             */
            login_suspected: number;
            /**
             * @description False where there are too many alerts to count: then there are more.
             * @example true
             */
            complete: boolean;
        };
        TimelinePartDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:00:00.000Z
             */
            start: string;
            /**
             * @description Log entries.
             * @example 60
             */
            entries: number;
            /**
             * @description Failed attempts.
             * @example 58
             */
            attempts: number;
            /**
             * @description Logins that succeeded.
             * @example 1
             */
            logins: number;
        };
        RankingDto: {
            /**
             * @description How many there are in all.
             * @example 9
             */
            total: number;
            /** @description Most attempts first. */
            top: components["schemas"]["ValueCountDto"][];
        };
        OverviewDto: {
            /**
             * Format: date-time
             * @description Beginning of the time.
             * @example 2026-11-19T10:00:00.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description End of the time; not part of it.
             * @example 2026-11-20T10:00:00.000Z
             */
            until: string;
            examined: components["schemas"]["ExaminedDto"];
            /**
             * @description Log entries stored in all, whatever the time.
             * @example 360
             */
            stored_entries: number;
            /**
             * @description Bytes that the database takes, room for what was removed included.
             * @example 1048576
             */
            database_bytes: number;
            /**
             * Format: date-time
             * @description Time of the newest log entry that does not lie in the future.
             * @example 2026-11-20T23:59:00.000Z
             */
            newest_entry: string | null;
            /**
             * @description Log entries of the time.
             * @example 360
             */
            entries: number;
            /**
             * @description Failed attempts.
             * @example 298
             */
            attempts: number;
            /**
             * @description Logins that succeeded.
             * @example 12
             */
            logins: number;
            /**
             * @description Source addresses with failed attempts.
             * @example 9
             */
            attacking_addresses: number;
            /**
             * @description User names tried without success.
             * @example 20
             */
            attacked_usernames: number;
            verdict: components["schemas"]["VerdictDto"];
            /** @description Of all hosts: an attack may be on several. */
            alerts: components["schemas"]["AlertFiguresDto"];
            /** @description Oldest first; none before `examined.since`. */
            parts: components["schemas"]["TimelinePartDto"][];
            /** @description Source addresses. */
            ips: components["schemas"]["RankingDto"];
            /** @description User names. */
            users: components["schemas"]["RankingDto"];
            /** @description Networks of the sources. */
            networks: components["schemas"]["RankingDto"];
            /** @description Hosts that wrote the lines. */
            hosts: components["schemas"]["RankingDto"];
        };
        SummaryDto: {
            /**
             * Format: date-time
             * @description Beginning of the time.
             * @example 2026-11-19T10:00:00.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description End of the time; not part of it.
             * @example 2026-11-20T10:00:00.000Z
             */
            until: string;
            examined: components["schemas"]["ExaminedDto"];
            /**
             * @description Log entries stored in all, whatever the time.
             * @example 360
             */
            stored_entries: number;
            /**
             * @description Bytes that the database takes, room for what was removed included.
             * @example 1048576
             */
            database_bytes: number;
            /**
             * Format: date-time
             * @description Time of the newest log entry that does not lie in the future.
             * @example 2026-11-20T23:59:00.000Z
             */
            newest_entry: string | null;
            /**
             * @description Log entries of the time.
             * @example 360
             */
            entries: number;
            /**
             * @description Failed attempts.
             * @example 298
             */
            attempts: number;
            /**
             * @description Logins that succeeded.
             * @example 12
             */
            logins: number;
            /**
             * @description Source addresses with failed attempts.
             * @example 9
             */
            attacking_addresses: number;
            /**
             * @description User names tried without success.
             * @example 20
             */
            attacked_usernames: number;
            verdict: components["schemas"]["VerdictDto"];
            /** @description Of all hosts: an attack may be on several. */
            alerts: components["schemas"]["AlertFiguresDto"];
        };
        TimelineDto: {
            /**
             * Format: date-time
             * @description Beginning of the time.
             * @example 2026-11-19T10:00:00.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description End of the time; not part of it.
             * @example 2026-11-20T10:00:00.000Z
             */
            until: string;
            examined: components["schemas"]["ExaminedDto"];
            /** @description Oldest first; none before `examined.since`. */
            parts: components["schemas"]["TimelinePartDto"][];
        };
        TopDto: {
            /**
             * Format: date-time
             * @description Beginning of the time.
             * @example 2026-11-19T10:00:00.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description End of the time; not part of it.
             * @example 2026-11-20T10:00:00.000Z
             */
            until: string;
            examined: components["schemas"]["ExaminedDto"];
            /**
             * @description How many there are in all.
             * @example 9
             */
            total: number;
            /** @description Most attempts first. */
            top: components["schemas"]["ValueCountDto"][];
        };
        /**
         * @description `event`: a single log entry is enough. The others are correlations, as Sigma names them.
         * @enum {string}
         */
        RuleType: "event" | "event_count" | "value_count" | "value_sum" | "temporal" | "temporal_ordered";
        RuleWantsDto: {
            /**
             * @description `event`: a single log entry is enough. The others are correlations, as Sigma names them.
             * @example value_sum
             */
            type: components["schemas"]["RuleType"];
            /**
             * @description What has to be reached in the window; of temporal rules, how many conditions or steps.
             * @example 10
             */
            threshold: number;
            /**
             * @description Length of the sliding window; null where one log entry is enough.
             * @example 300
             */
            timespan_seconds: number | null;
            /**
             * @description What is counted.
             * @example failed attempts
             */
            unit: string;
            /**
             * @description In a phrase.
             * @example 10 failed attempts from one address within 5 minutes
             */
            words: string;
        };
        WindowFigureDto: {
            /**
             * @description In the unit of the rule, to be held against its threshold.
             * @example 10
             */
            seen: number;
            /**
             * Format: date-time
             * @description The first event of the window.
             * @example 2026-11-20T09:12:46.000Z
             */
            since: string;
            /**
             * Format: date-time
             * @description The last one.
             * @example 2026-11-20T09:13:36.000Z
             */
            at: string;
        };
        AlertWhyDto: {
            /**
             * @description Name of the rule.
             * @example ssh_brute_force
             */
            rule: string;
            /**
             * @description `current`: the rule is as it was; `changed`: its text is another now, and `wants` says what it asks for now; `not_loaded`: it is not in use; `service`: the alert is about what this service depends on, and has no rule.
             * @example current
             * @enum {string}
             */
            rule_state: "current" | "changed" | "not_loaded" | "service";
            /** @description Null where the rule is not in use. */
            wants: components["schemas"]["RuleWantsDto"] | null;
            /** @description What was seen as it fired; null where the rule is not in use, or the entries are no longer stored. */
            fired: components["schemas"]["WindowFigureDto"] | null;
            /** @description The window of the attack that held most; of the entries examined. Null as `fired` is. */
            peak: components["schemas"]["WindowFigureDto"] | null;
            /**
             * @description All of it in plain words.
             * @example 10 failed attempts in 50 s: the rule asks for 10 failed attempts from one address within 5 minutes. At its peak there were 80 within 5 minutes.
             */
            sentence: string;
            /** @description The entries of the attack; `complete` is false where only the first ones were looked at. */
            examined: components["schemas"]["ExaminedDto"];
        };
        CoveringEntryDto: {
            /**
             * Format: uuid
             * @example 5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11
             */
            id: string;
            /** @example 203.0.113.0/24 */
            range: string;
            /** @example Our monitoring */
            note: string | null;
        };
        RuleDistanceDto: {
            /**
             * @description Name of the rule.
             * @example ssh_brute_force
             */
            rule: string;
            /** @example SSH brute force */
            title: string;
            /** @description Null: it is not in use. */
            level: components["schemas"]["Severity"] | null;
            /** @description Null where the rule is not in use. */
            wants: components["schemas"]["RuleWantsDto"] | null;
            /** @description The window that came nearest to the threshold; null where nothing was seen that the rule looks for. */
            best: components["schemas"]["WindowFigureDto"] | null;
            /** @description The same with what the allowlist covered, which no rule sees; null where that was no more. */
            with_allowlisted: components["schemas"]["WindowFigureDto"] | null;
            /**
             * @description What kept it from an alert; null: it raised one. `no_alert_stored`: there was enough, but the rule was another, or not there, when the entries came, or the alert has been removed. `not_loaded`: it raised alerts, but is not in use now.
             * @example threshold
             * @enum {string|null}
             */
            stopped_by: "nothing_seen" | "threshold" | "allowlist" | "no_alert_stored" | "not_loaded" | null;
            /** @description The entry of the allowlist that covers what was seen, as the allowlist is now. */
            covered_by: components["schemas"]["CoveringEntryDto"] | null;
            /**
             * @description All of it in plain words.
             * @example 6 of 10 failed attempts within 5 minutes: below the threshold.
             */
            sentence: string;
            /**
             * @description Alerts of it, of the 200 newest of all rules.
             * @example 0
             */
            alert_count: number;
            /**
             * @description True where there may be more.
             * @example false
             */
            alert_count_is_least: boolean;
            /** @description The newest of them, 5 at most. */
            alerts: components["schemas"]["AlertInBriefDto"][];
        };
        RuleDistancesDto: {
            /** @description Those that raised alerts first, then those that came nearest. */
            rules: components["schemas"]["RuleDistanceDto"][];
            /**
             * @description Log entries that were put to the rules, about 5000 at most.
             * @example 27
             */
            entries: number;
            examined: components["schemas"]["ExaminedDto"];
        };
        UnknownShapeDto: {
            /**
             * @description The message with its values replaced.
             * @example fatal: something new <number> from <ip>
             */
            shape: string;
            /** @example sshd */
            program: string;
            /** @example 3 */
            count: number;
            /**
             * Format: date-time
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string | null;
            /**
             * @description One of the lines, shortened.
             * @example Nov 20 09:12:46 web-1 sshd[24200]: fatal: something new 17 from 203.0.113.7
             */
            sample: string;
        };
        CoverageDto: {
            /**
             * @description Path of the log source.
             * @example /var/log/auth.log
             */
            source: string;
            /**
             * @description Complete lines taken.
             * @example 533
             */
            lines_read: number;
            /**
             * @description Lines of sshd and its relatives, and of sudo: understood, ignored and not understood.
             * @example 485
             */
            ssh_lines: number;
            /**
             * @description Lines that say something about a login, an attack or a probe.
             * @example 360
             */
            understood: number;
            /**
             * @description Those among them that are kept as log entries.
             * @example 320
             */
            stored: number;
            /**
             * @description Lines that are known to say nothing of the kind.
             * @example 122
             */
            ignored: number;
            /**
             * @description Lines that no form matches.
             * @example 3
             */
            not_understood: number;
            /** @description What the lines that no form matches look like, frequent first. */
            shapes: components["schemas"]["UnknownShapeDto"][];
            /**
             * @description Lines not understood whose shape found no room in the list.
             * @example 0
             */
            shapes_overflow: number;
        };
        AcceptedBatchDto: {
            /**
             * @description The log source, as `/sources` and log entries name it.
             * @example push:web-1
             */
            source: string;
            /**
             * @description Number of the batch; later ones are greater.
             * @example 17
             */
            batch: number;
            /**
             * @description Lines in it.
             * @example 420
             */
            lines: number;
        };
        AlertDto: {
            /**
             * Format: uuid
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            id: string;
            /**
             * Format: date-time
             * @description When it fired: same as `fired_at`.
             * @example 2026-11-20T09:13:36.000Z
             */
            timestamp: string;
            /**
             * @description Title of the rule.
             * @example SSH brute force
             */
            reason: string;
            /**
             * @description Name of the rule.
             * @example ssh_brute_force
             */
            rule: string;
            /**
             * Format: uuid
             * @example 6c0a5a1e-9d3b-4c1f-8a55-2f6b1d7e0c11
             */
            rule_id: string;
            /**
             * @description Changes when the text of the rule does.
             * @example 3f9d2c7a61b0
             */
            rule_version: string;
            /**
             * @description Source IP of the attack. Null where the rule groups by something else; see `group_by`.
             * @example 203.0.113.7
             */
            ip_address: string | null;
            /**
             * @description Country of the source IP. By the file that `GEOIP_COUNTRY` or `GEOIP_ASN` names; null where none is configured or it does not say, and in notifications.
             * @example null
             */
            country: string | null;
            /**
             * @description Its autonomous system. By the file that `GEOIP_COUNTRY` or `GEOIP_ASN` names; null where none is configured or it does not say, and in notifications.
             * @example null
             */
            asn: number | null;
            /**
             * @description Who runs that network. By the file that `GEOIP_COUNTRY` or `GEOIP_ASN` names; null where none is configured or it does not say, and in notifications.
             * @example null
             */
            network_name: string | null;
            /**
             * @description The user whom the attack is about, where the rule groups by users and not by addresses. Any text.
             * @example null
             */
            username: string | null;
            /**
             * @description What the events of the alert have in common: the values of the group-by of the rule.
             * @example {
             *       "ip_address": "203.0.113.7"
             *     }
             */
            group_by: {
                [key: string]: string;
            };
            details: components["schemas"]["AlertDetailsDto"];
            /**
             * Format: date-time
             * @description First event of the attack.
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description The event with which the threshold was reached.
             * @example 2026-11-20T09:13:36.000Z
             */
            fired_at: string;
            /**
             * Format: date-time
             * @description Last event so far.
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * Format: date-time
             * @description When the attack was over: the rule's timespan after `last_seen`. Null while it may go on.
             * @example 2026-11-20T09:25:00.000Z
             */
            ended_at: string | null;
            /**
             * @description Whether it lasts: `active`, seen within the last ten minutes; `quiet`, not seen since, though what comes within the rule's timespan would still belong to it; `ended`, over.
             * @example ended
             */
            activity: components["schemas"]["AttackActivity"];
            /**
             * @description Failed attempts so far.
             * @example 80
             */
            attempts: number;
            /**
             * @description True where a client may have chosen the address, since a filter of `LOG_FILES` takes it from a place of the line that a client can write to. Such an alert turns nobody away, unless `DECISIONS_FORGEABLE` is true.
             * @example false
             */
            forgeable: boolean;
            /**
             * @description Level of the rule; `critical` once the outcome is `login_succeeded`, and one level more, `high` at most, when it is `login_suspected`.
             * @example high
             */
            severity: components["schemas"]["Severity"];
            /**
             * @description Tags of the rule.
             * @example [
             *       "attack.t1110.001"
             *     ]
             */
            tags: string[];
            /**
             * @description Did they get in? `login_succeeded`: a login succeeded from an address that took part with failed attempts, during the attack or within 24 hours after it. `login_suspected`: where the alert is about a user, that user logged in by a password in that time, from an address that took no part and from which he had not logged in within 30 days before. `none`: all else; a login by key from an address that never failed is no break-in.
             * @example none
             */
            outcome: components["schemas"]["AlertOutcome"];
            /** @description The first login that the outcome is about, or, without failed attempts, the alert itself. */
            login: components["schemas"]["AlertLoginDto"] | null;
            /**
             * @description How many such logins there are; counted up to 100.
             * @example 0
             */
            login_count: number;
            /**
             * @description What matters of what they did who got in, in plain words that follow `they`; the sessions of `GET /alerts/{id}` say all.
             * @example [
             *       "became root by sudo after 12 s",
             *       "created the account backup2 with UID 0 after 2 minutes"
             *     ]
             */
            after_login: string[];
            /**
             * Format: uuid
             * @description The incident that the alert belongs to, which is the id of its first alert. Alerts that share an attacking address, or a user under distributed attack, and overlap or follow within an hour, are one incident.
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            incident_id: string;
            /**
             * @description How many alerts the incident has had.
             * @example 2
             */
            incident_alerts: number;
            /** @description Other alerts of the incident, the first 50. */
            related: components["schemas"]["RelatedAlertDto"][];
            /**
             * @description What the figures do not say: for an alert about a log source, what is wrong and what to do.
             * @example null
             */
            explanation: string | null;
            /** @example open */
            status: components["schemas"]["AlertStatus"];
            /**
             * Format: date-time
             * @example null
             */
            acknowledged_at: string | null;
            /**
             * Format: date-time
             * @example null
             */
            resolved_at: string | null;
            /**
             * @description What it was in the end; null until it is resolved.
             * @example null
             */
            resolution: components["schemas"]["Resolution"] | null;
            /**
             * Format: date-time
             * @description Until then nobody is reminded of it.
             * @example null
             */
            snoozed_until: string | null;
        };
        HandlingDto: {
            /**
             * @description open → acknowledged → resolved; `open` takes it back.
             * @example acknowledged
             */
            status?: components["schemas"]["AlertStatus"];
            /**
             * @description What it was: asked for when it is resolved.
             * @example true_positive
             */
            resolution?: components["schemas"]["Resolution"];
            /**
             * @description Kept in the history.
             * @example Our penetration test
             */
            note?: string;
            /**
             * @description Who does it. Kept in the history beside the name of the API key.
             * @example alice
             */
            who?: string;
            /**
             * Format: date-time
             * @description Until then nobody is reminded of the alert; null wakes it.
             * @example 2099-12-01T08:00:00Z
             */
            snooze_until?: string | null;
        };
        HandledAlertsDto: {
            /**
             * @description True where nothing was done.
             * @example false
             */
            dry_run: boolean;
            /**
             * @description Alerts that the filters leave.
             * @example 12
             */
            matched: number;
            /**
             * @description Alerts that were changed.
             * @example 11
             */
            changed: number;
            /** @description Alerts that stay as they are, and why. */
            refused: components["schemas"]["RefusedAlertDto"][];
            /** @description What the alerts were that have been changed: the first 1000. With it a change can be taken back. */
            before: components["schemas"]["AlertBeforeDto"][];
        };
        /** @enum {string} */
        AlertAction: "acknowledge" | "resolve" | "reopen" | "snooze" | "wake" | "note";
        AlertActionDto: {
            /** @example acknowledge */
            action: components["schemas"]["AlertAction"];
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            at: string;
            /** @example alice via console */
            who: string | null;
            /** @example Looking into it */
            note: string | null;
            /** @example null */
            resolution: components["schemas"]["Resolution"] | null;
            /**
             * Format: date-time
             * @example null
             */
            snoozed_until: string | null;
        };
        /**
         * @description `reading`: a scan is at it. `current`: read as far as the last scan found it. `waiting`: it does not exist yet. `failing`: see `error`.
         * @enum {string}
         */
        SourceState: "reading" | "current" | "waiting" | "failing";
        SourceLinesDto: {
            /**
             * @description Complete lines taken.
             * @example 533
             */
            read: number;
            /**
             * @description Lines that say something about a login, an attack or a probe.
             * @example 360
             */
            understood: number;
            /**
             * @description Those among them that are kept as log entries.
             * @example 320
             */
            stored: number;
            /**
             * @description Lines of sshd that are known to say nothing of the kind.
             * @example 122
             */
            ignored: number;
            /**
             * @description Lines of sshd that no form matches.
             * @example 3
             */
            not_understood: number;
        };
        MissingExpressionDto: {
            /**
             * @description Position among the expressions of its filter, from 1.
             * @example 3
             */
            number: number;
            /** @example has a backreference (?P=…), which cannot be matched in linear time */
            reason: string;
        };
        SourceFilterDto: {
            /** @example nginx-http-auth */
            name: string;
            /**
             * @description The log type of what it matches.
             * @example nginx_http_auth_failed_login
             */
            log_type: string;
            /**
             * @description How many of its expressions are used.
             * @example 2
             */
            expressions: number;
            /**
             * @description How many of those may take an address that a client has chosen: alerts about what they match decide nothing, unless `DECISIONS_FORGEABLE` is true.
             * @example 0
             */
            forgeable: number;
            /** @description Expressions that are left out, and why. */
            missing: components["schemas"]["MissingExpressionDto"][];
        };
        SourceProgressDto: {
            /**
             * @description File that is being read.
             * @example /var/log/auth.log.1
             */
            file: string;
            /**
             * @description Null where the size is not known.
             * @example 43
             */
            percent: number | null;
            /** @example 210000 */
            lines_per_second: number;
            /** @example 12 */
            seconds_left: number | null;
        };
        SourceErrorDto: {
            /** @example EACCES */
            code: string;
            /**
             * @description What it means and what to do.
             * @example /var/log/auth.log may not be read by this user.
             */
            detail: string;
        };
        SourceDto: {
            /**
             * @description Path of the live file, `journald`, or `push:NAME`.
             * @example /var/log/auth.log
             */
            path: string;
            /**
             * @description `reading`: a scan is at it. `current`: read as far as the last scan found it. `waiting`: it does not exist yet. `failing`: see `error`.
             * @example current
             */
            state: components["schemas"]["SourceState"];
            /**
             * @description Device, inode and birth of the file read last.
             * @example 2049:131:0
             */
            identity: string | null;
            /**
             * @description Bytes.
             * @example 65918
             */
            size: number | null;
            /**
             * @description Bytes taken.
             * @example 65918
             */
            offset: number | null;
            /**
             * @description Bytes that are not taken yet.
             * @example 0
             */
            lag_bytes: number | null;
            /**
             * @description Lines that are not taken yet; null where that is only known of their bytes.
             * @example null
             */
            lag_lines: number | null;
            /**
             * @description Age of the oldest byte that is not taken, at most.
             * @example 0
             */
            lag_seconds: number | null;
            /**
             * Format: date-time
             * @example 2026-11-20T23:30:00.000Z
             */
            last_line_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T23:30:05.000Z
             */
            last_scan_at: string | null;
            /**
             * @description How far the last line lies behind the time at which the file was written, negative where it lies ahead: a wrong clock or zone, or a copy of an old log.
             * @example 0
             */
            clock_skew_seconds: number | null;
            /**
             * @description By how much lines of the last hour were dated ahead of the clock of the service, at most; null where none was by more than an hour. Such lines are followed apart, and raise the alert `source_clock_ahead`.
             * @example null
             */
            clock_ahead_seconds: number | null;
            lines: components["schemas"]["SourceLinesDto"];
            /** @description Filters that read its lines, as `LOG_FILES` says. */
            filters: components["schemas"]["SourceFilterDto"][];
            /** @description While a long scan is under way. */
            progress: components["schemas"]["SourceProgressDto"] | null;
            /** @description What keeps the source from being read. */
            error: components["schemas"]["SourceErrorDto"] | null;
        };
        RulePreviewDto: {
            /**
             * @description Id or name of the rule; where `text` holds one rule that raises alerts, it is that.
             * @example ssh_brute_force
             */
            rule?: string;
            /**
             * @description What has to be reached; without it, as the rule says.
             * @example 6
             */
            threshold?: number;
            /**
             * @description Length of the sliding window; without it, as the rule says.
             * @example 600
             */
            timespan_seconds?: number;
            /**
             * @description Rules as YAML documents, in place of those in use with the same id or name.
             * @example title: SSH brute force
             *     …
             */
            text?: string;
        };
        PreviewCountsDto: {
            /** @example 2 */
            appear: number;
            /** @example 0 */
            vanish: number;
            /** @example 7 */
            stay: number;
        };
        PreviewedAlertDto: {
            /**
             * Format: uuid
             * @description Of an alert that is stored, or of one that would be: the same whenever it is previewed.
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            id: string;
            /** @example 203.0.113.7 */
            ip_address: string | null;
            /**
             * @description Attacker text.
             * @example null
             */
            username: string | null;
            /**
             * @description What its events have in common.
             * @example {
             *       "ip_address": "203.0.113.7"
             *     }
             */
            group_by: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:36.000Z
             */
            fired_at: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * @description Failed attempts.
             * @example 80
             */
            attempts: number;
            /**
             * @description Log entries.
             * @example 80
             */
            events: number;
        };
        StayingAlertDto: {
            /**
             * Format: uuid
             * @description Of an alert that is stored, or of one that would be: the same whenever it is previewed.
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            id: string;
            /** @example 203.0.113.7 */
            ip_address: string | null;
            /**
             * @description Attacker text.
             * @example null
             */
            username: string | null;
            /**
             * @description What its events have in common.
             * @example {
             *       "ip_address": "203.0.113.7"
             *     }
             */
            group_by: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-11-20T09:12:46.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:36.000Z
             */
            fired_at: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * @description Failed attempts.
             * @example 80
             */
            attempts: number;
            /**
             * @description Log entries.
             * @example 80
             */
            events: number;
            /** @description As it would be: the same, or of the same attack with another beginning or firing. */
            previewed: components["schemas"]["PreviewedAlertDto"];
        };
        PreviewResultDto: {
            /**
             * @description Name of the rule.
             * @example ssh_brute_force
             */
            rule: string;
            /**
             * @description What it would ask for.
             * @example 6 failed attempts from one address within 10 minutes
             */
            wants: string;
            /** @description All of them, also where the lists name only some. */
            counts: components["schemas"]["PreviewCountsDto"];
            /** @description Alerts that there would be and are not, the latest first; 100 at most. */
            appear: components["schemas"]["PreviewedAlertDto"][];
            /** @description Alerts that are stored and would not be, the latest first; 100 at most. */
            vanish: components["schemas"]["PreviewedAlertDto"][];
            /** @description Alerts that are stored and would be, the latest first; 100 at most. */
            stay: components["schemas"]["StayingAlertDto"][];
            /**
             * @description Log entries that were looked at, 200000 at most.
             * @example 1204
             */
            entries: number;
            /**
             * Format: date-time
             * @description The first moment of which log entries were looked at. Null: from the first entry on.
             * @example null
             */
            entries_since: string | null;
            /**
             * @description False where there were too many entries: alerts that began before `entries_since` are not compared.
             * @example true
             */
            complete: boolean;
        };
        RuleCountersDto: {
            /**
             * @description Log entries that the rule was put to.
             * @example 1204
             */
            evaluated: number;
            /**
             * @description Log entries among them that the rule, or one that it counts, selects.
             * @example 533
             */
            matched: number;
            /**
             * @description Attacks that it found.
             * @example 7
             */
            fired: number;
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:36.000Z
             */
            last_fired_at: string | null;
        };
        RuleDto: {
            /**
             * Format: uuid
             * @example b8328d58-b539-4a6a-8d26-6ff1b26ce871
             */
            id: string;
            /** @example ssh_brute_force */
            name: string;
            /** @example SSH brute force */
            title: string;
            /** @example One address fails to log in ten times within five minutes. */
            description: string;
            /** @example high */
            level: components["schemas"]["Severity"];
            /** @example test */
            status: string | null;
            /**
             * @example [
             *       "attack.t1110.001"
             *     ]
             */
            tags: string[];
            /**
             * @example [
             *       "Many people behind one address"
             *     ]
             */
            false_positives: string[];
            /**
             * @example [
             *       "https://attack.mitre.org/techniques/T1110/001/"
             *     ]
             */
            references: string[];
            /**
             * @description Changes when the text of the rule does.
             * @example 3f9d2c7a61b0
             */
            version: string;
            /**
             * @description False for a rule that only serves others.
             * @example true
             */
            raises_alerts: boolean;
            /** @description What it has to see. */
            wants: components["schemas"]["RuleWantsDto"];
            /**
             * @description File that it comes from, with the line.
             * @example rules/ssh_brute_force.yml:26
             */
            source: string;
            /** @description Null for a rule that only serves others. */
            counters: components["schemas"]["RuleCountersDto"] | null;
        };
        RuleRemarkDto: {
            /**
             * @description The file; `text` for a text that was sent.
             * @example rules/ssh_brute_force.yml
             */
            file: string;
            /**
             * @description Line, from 1.
             * @example 12
             */
            line: number;
            /** @example unknown field "user"; did you mean "username"? */
            reason: string;
        };
        RuleCheckDto: {
            /**
             * @description True where they can be used.
             * @example true
             */
            valid: boolean;
            /**
             * @description Rules that would be used.
             * @example 27
             */
            rules: number;
            /**
             * @description Those of them that raise alerts.
             * @example 17
             */
            raising_alerts: number;
            /** @description Why they cannot be used, by file and line. */
            faults: components["schemas"]["RuleRemarkDto"][];
            /** @description What is hardly meant as it stands. */
            warnings: components["schemas"]["RuleRemarkDto"][];
            /** @description Why rules are left out (RULES_SKIP_UNSUPPORTED). */
            left_out: components["schemas"]["RuleRemarkDto"][];
        };
        RuleTextDto: {
            /**
             * @description YAML documents, as in a file of rules.
             * @example title: SSH brute force
             *     …
             */
            text: string;
        };
        RuleWithSourceDto: {
            /**
             * Format: uuid
             * @example b8328d58-b539-4a6a-8d26-6ff1b26ce871
             */
            id: string;
            /** @example ssh_brute_force */
            name: string;
            /** @example SSH brute force */
            title: string;
            /** @example One address fails to log in ten times within five minutes. */
            description: string;
            /** @example high */
            level: components["schemas"]["Severity"];
            /** @example test */
            status: string | null;
            /**
             * @example [
             *       "attack.t1110.001"
             *     ]
             */
            tags: string[];
            /**
             * @example [
             *       "Many people behind one address"
             *     ]
             */
            false_positives: string[];
            /**
             * @example [
             *       "https://attack.mitre.org/techniques/T1110/001/"
             *     ]
             */
            references: string[];
            /**
             * @description Changes when the text of the rule does.
             * @example 3f9d2c7a61b0
             */
            version: string;
            /**
             * @description False for a rule that only serves others.
             * @example true
             */
            raises_alerts: boolean;
            /** @description What it has to see. */
            wants: components["schemas"]["RuleWantsDto"];
            /**
             * @description File that it comes from, with the line.
             * @example rules/ssh_brute_force.yml:26
             */
            source: string;
            /** @description Null for a rule that only serves others. */
            counters: components["schemas"]["RuleCountersDto"] | null;
            /**
             * @description The YAML document.
             * @example title: SSH brute force
             *     …
             */
            text: string;
        };
        /**
         * @description How it is known that it belongs to the session. `login`, `connection`: the line says so; `tty`: it names the terminal; `only_session`: no other session was open on the host that could have done it; `same_second`: a command of the session ran the tool in that second; `command`: one that runs such tools was at most five minutes before; `ambiguous`: several sessions could have, and each lists it.
         * @enum {string}
         */
        SessionLink: "login" | "connection" | "tty" | "only_session" | "same_second" | "command" | "ambiguous";
        SessionEntryDto: {
            /**
             * @description Grows in the order of storing.
             * @example 17
             */
            id: number;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-20T09:12:46.000Z
             */
            timestamp: string;
            /**
             * @description How the time was known. `exact`: The line carries a full date with an offset (or an epoch). `zone_assumed`: The line carries a full date without an offset; the configured time zone was assumed. `year_inferred`: The line carries no year; it was inferred, and the configured time zone was assumed. `ambiguous`: The local time occurs twice, or not at all, at a change of daylight saving time; one reading was chosen. `inherited`: The line carries no time; it was given the time of the line before it. `received`: Neither the line nor one before it carries a time; it was given the time at which it was read.
             * @example exact
             * @enum {string}
             */
            time_basis: "exact" | "zone_assumed" | "year_inferred" | "ambiguous" | "inherited" | "received";
            /**
             * @description What happened. `ssh_failed_login`: A login attempt was refused: wrong password, refused key, refused keyboard-interactive answer. Category: login_failed. (`Failed password for root from 192.0.2.10 port 40022 ssh2`) `ssh_invalid_user`: A client named an account that does not exist or may not log in. Category: login_failed. (`Invalid user oracle from 192.0.2.10 port 40022`) `ssh_accepted_login`: A login succeeded. Category: login_succeeded. (`Accepted password for alice from 198.51.100.7 port 50100 ssh2`) `ssh_pam_failure`: PAM or auditd reports that a login attempt of sshd was refused. Category: login_failed. (`pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root`) `ssh_pam_success`: A module of PAM let a user in; whether the login succeeds is said by sshd. Category: session. (`pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10 user=alice`) `ssh_second_factor_skipped`: A user was let in without the second factor, since its service could not be reached. Category: system. (`Failsafe Duo login for 'alice' from 192.0.2.10: Couldn't connect to api-1234.duosecurity.com`) `ssh_login_refused`: The policy of the server forbids the login, whatever the password: AllowUsers, DenyGroups, a locked account, root. Category: login_refused. (`User backup from 192.0.2.10 not allowed because not listed in AllowUsers`) `ssh_key_from_elsewhere`: The right key or certificate came from a place that it may not be used from: it may have been stolen. Category: login_refused. (`/home/alice/.ssh/authorized_keys:3: Authentication tried for alice with correct key but not from a permitted host (host=192.0.2.10, ip=192.0.2.10, required=10.0.0.0/8).`) `ssh_revoked_key`: Somebody tried a key that has been revoked. Category: login_refused. (`error: Authentication key ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E revoked by file /etc/ssh/revoked_keys`) `ssh_certificate_refused`: A certificate of a trusted authority was refused: expired, not yet valid, of another principal. Category: login_refused. (`error: Refusing certificate ID "alice" serial=7 signed by ED25519 CA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E: Certificate invalid: expired`) `ssh_maximum_attempts`: The client was cut off after too many failed attempts on one connection. Category: login_failed. (`error: maximum authentication attempts exceeded for root from 192.0.2.10 port 40022 ssh2 [preauth]`) `ssh_authentication_abandoned`: The connection ended while a user was authenticating. Category: login_failed. (`Connection closed by authenticating user root 192.0.2.10 port 40022 [preauth]`) `ssh_account_lockout`: PAM locked an account for a while after consecutive failures. Category: login_refused. (`pam_faillock(sshd:auth): Consecutive login failures for user root account temporarily locked`) `ssh_connection_opened`: A client connected (LogLevel VERBOSE), or sshd looked up its name. Category: connection. (`Connection from 192.0.2.10 port 40022 on 203.0.113.5 port 22 rdomain ""`) `ssh_connection_ended`: A connection ended, and the line by itself tells nothing about an attempt. Category: connection. (`Received disconnect from 192.0.2.10 port 40022:11: Bye Bye [preauth]`) `ssh_probe`: A client connected and left without saying that it speaks SSH. Category: probe. (`Did not receive identification string from 192.0.2.10 port 40022`) `ssh_bad_protocol`: A client said something that is not SSH, or a protocol version that sshd does not speak. Category: probe. (`Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10 port 40022`) `ssh_key_exchange_failure`: Client and server found no common algorithm, or the key exchange broke. Category: probe. (`Unable to negotiate with 192.0.2.10 port 40022: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]`) `ssh_protocol_error`: The encrypted stream of a connection was corrupt. Category: probe. (`ssh_dispatch_run_fatal: Connection from 192.0.2.10 port 40022: message authentication code incorrect [preauth]`) `ssh_protocol_attack`: A client broke a rule of the protocol that no honest one breaks, or asked for what sshd must not give. Category: probe. (`Disconnecting 192.0.2.10 port 40022: strict KEX violation: unexpected packet type 30 (seqnr 1) [preauth]`) `ssh_timeout`: A client did not log in within LoginGraceTime. Category: connection. (`Timeout before authentication for connection from 192.0.2.10 to 203.0.113.5, pid = 4242`) `ssh_penalty`: sshd punishes an address, or its network, for what it did (PerSourcePenalties): it will drop its connections. Category: penalty. (`srclimit_penalise: ipv4: new 192.0.2.10/32 active penalty of 15.000 seconds for penalty: failed authentication`) `ssh_penalty_drop`: sshd dropped the connection of an address that it punishes for earlier behaviour (PerSourcePenalties). Category: penalty. (`drop connection #0 from [192.0.2.10]:40022 on [203.0.113.5]:22 penalty: failed authentication`) `ssh_throttled`: sshd dropped connections because too many were waiting to log in (MaxStartups). Category: connection. (`drop connection #10 from [192.0.2.10]:40022 on [203.0.113.5]:22 past MaxStartups`) `ssh_connection_refused`: TCP wrappers refused the address. Category: login_refused. (`refused connect from scanner.example.net (192.0.2.10)`) `ssh_session_refused`: A user who is logged in asked for a session that is not allowed. Category: session. (`error: Connection from user alice 198.51.100.7 port 50100: refusing non-sftp session`) `ssh_forwarding_refused`: A user who is logged in asked for a connection through the server that is not allowed. Category: session. (`Received request from 198.51.100.7 port 50100 to connect to host db.example.net port 5432, but the request was denied.`) `ssh_sftp_session`: A session of sftp was opened or closed. Category: session. (`session opened for local user alice from [198.51.100.7]`) `ssh_command`: A user who is logged in ran a command or a shell. Category: command. (`User alice executing 'uname -a'`) `ssh_session_opened`: PAM opened the session of a login; stored only where a rule selects it. Category: session. (`pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)`) `ssh_session_closed`: PAM closed the session of a login; stored only where a rule selects it. Category: session. (`pam_unix(sshd:session): session closed for user alice`) `ssh_transferred`: How many bytes a connection had at its end; stored only where a rule selects it. Category: session. (`Transferred: sent 3128, received 2952 bytes`) `ssh_second_factor_passed`: A second factor was right; whether the login succeeds is said by sshd. Stored only where a rule selects it. Category: session. (`Successful Duo login for 'alice' from 198.51.100.7`) `ssh_second_factor_failed`: A second factor was wrong: whoever it was knew the password. The attempt is counted by the line of sshd. Category: login_failed. (`Failed Duo login for 'alice' from 192.0.2.10: Login request denied`) `ssh_session_crash`: A process of sshd was killed by a signal: a bug, or somebody trying to use one. Category: system. (`session process 4242 for connection from 192.0.2.10 to 203.0.113.5 killed by signal 11`) `ssh_login_continued`: One step of a login was passed, or the next one is waited for. Category: connection. (`Partial publickey for alice from 198.51.100.7 port 50100 ssh2: ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E`) `ssh_message`: A line that says nothing about a login or an attack; stored only where a rule selects it. Category: system. (`Server listening on 0.0.0.0 port 22.`) `sudo_command`: A user ran a command as somebody else. Category: command. (`alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update`) `sudo_refused`: A user wanted to run a command as somebody else, and sudo refused: a wrong password, or no right to. Category: privilege. (`alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/sh`) `sudo_message`: Anything else that sudo says; stored only where a rule selects it. Category: system. (`alice : (command continued) --with-a-long-argument`) `su_switched`: A user became somebody else. Category: privilege. (`(to root) alice on pts/0`) `su_failed`: A user wanted to become somebody else, and could not. Category: privilege. (`FAILED SU (to root) alice on pts/0`) `su_message`: Anything else that su says; stored only where a rule selects it. Category: system. (`pam_authenticate: Authentication failure`) `pkexec_command`: A user ran a command as somebody else with pkexec. Category: command. (`alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/usr/bin/id]`) `pkexec_refused`: A user wanted to run a command as somebody else with pkexec, and could not. Category: privilege. (`alice: Error executing command as another user: Not authorized [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/bin/sh]`) `pkexec_suspicious_environment`: pkexec was called with an environment that exploits of it have. Category: privilege. (`alice: The value for the SHELL variable was not found the /etc/shells file [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=/bin/sh]`) `polkit_authorized`: A user was given the right to do what polkit guards. Category: privilege. (`Operator of unix-session:2 successfully authenticated as unix-user:root to gain TEMPORARY authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl] (owned by unix-user:alice)`) `polkit_refused`: A user was not given the right to do what polkit guards. Category: privilege. (`Operator of unix-session:2 FAILED to authenticate to gain authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl] (owned by unix-user:alice)`) `polkit_message`: Anything else that polkit says; stored only where a rule selects it. Category: system. (`Registered Authentication Agent for unix-process:4242:123456 (system bus name :1.42)`) `login_failed`: A login at a terminal was refused. Category: login_failed. (`FAILED LOGIN 1 FROM tty1 FOR root, Authentication failure`) `login_too_many_failures`: A terminal was closed after too many refused logins, which have lines of their own. Category: session. (`TOO MANY LOGIN TRIES (3) FROM tty1 FOR root, Authentication failure`) `login_accepted`: Somebody logged in at a terminal. Category: login_succeeded. (`LOGIN ON tty1 BY alice FROM 192.0.2.10`) `login_message`: Anything else that login says; stored only where a rule selects it. Category: system. (`FATAL: bad tty`) `account_created`: An account was made. Category: account. (`new user: name=backup2, UID=0, GID=0, home=/home/backup2, shell=/bin/bash, from=/dev/pts/0`) `account_deleted`: An account was removed. Category: account. (`delete user 'backup2'`) `account_changed`: Something of an account was changed: its number, shell, home, name, lock or expiry. Category: account. (`change user 'backup2' UID from '1002' to '0'`) `account_group_created`: A group was made. Category: account. (`new group: name=backup2, GID=1002`) `account_group_deleted`: A group was removed. Category: account. (`group 'backup2' removed`) `account_group_member_added`: An account was put into a group. Category: account. (`add 'backup2' to group 'sudo'`) `account_group_member_removed`: An account was taken out of a group. Category: account. (`delete 'backup2' from group 'sudo'`) `account_group_changed`: Members, administrators or the password of a group were set. Category: account. (`members of group sudo set by root to alice,backup2`) `account_change_failed`: Somebody wanted to change an account, and could not. Category: account. (`failed adding user 'backup2', exit code: 9`) `account_message`: Anything else that the tools for accounts say; stored only where a rule selects it. Category: system. (`group added to /etc/gshadow: name=backup2`) `logind_session_opened`: systemd counts a session; stored only where a rule selects it. Category: session. (`New session 12 of user alice.`) `logind_session_closed`: A session that systemd counted has ended; stored only where a rule selects it. Category: session. (`Removed session 12.`) `logind_shutdown`: The host goes down: every session on it ends. Category: system. (`System is rebooting.`) `logind_message`: Anything else that logind says; stored only where a rule selects it. Category: system. (`New seat seat0.`) `cron_command`: A job ran; stored only where a rule selects it. Category: command. (`(root) CMD (cd / && run-parts --report /etc/cron.hourly)`) `cron_jobs_changed`: The table of jobs of a user was replaced or removed. Category: command. (`(alice) REPLACE (alice)`) `cron_jobs_opened`: The table of jobs of a user was looked at or edited; stored only where a rule selects it. Category: command. (`(alice) BEGIN EDIT (alice)`) `cron_refused`: A user may have no jobs, and wanted some. Category: privilege. (`(bob) AUTH (crontab command not allowed)`) `cron_message`: Anything else that cron says; stored only where a rule selects it. Category: system. (`(CRON) INFO (Running @reboot jobs)`) `sftp_session_opened`: A session of sftp was opened. Category: session. (`session opened for local user alice from [198.51.100.7]`) `sftp_session_closed`: A session of sftp was closed; stored only where a rule selects it. Category: session. (`session closed for local user alice from [198.51.100.7]`) `sftp_file_written`: A user opened a file for writing. Category: command. (`open "/root/.ssh/authorized_keys" flags WRITE,CREATE,TRUNCATE mode 0600`) `sftp_file_read`: A user fetched a file. Category: command. (`close "/etc/shadow" bytes read 1204 written 0`) `sftp_file_changed`: A user removed, renamed or linked a file, made a folder, or changed who may read it. Category: command. (`rename old "/tmp/k" new "/root/.ssh/authorized_keys"`) `sftp_file_opened`: A file was opened for reading, or closed; stored only where a rule selects it. Category: command. (`open "/etc/shadow" flags READ mode 0666`) `sftp_message`: Anything else that the server of sftp says; stored only where a rule selects it. Category: system. (`sent status No such file`) `fail2ban_ban`: fail2ban has an address turned away; `reason` is the jail. Category: system. (`NOTICE  [sshd] Ban 203.0.113.7`) `fail2ban_unban`: fail2ban lets an address in again; `reason` is the jail. Category: system. (`NOTICE  [sshd] Unban 203.0.113.7`) `fail2ban_message`: Anything else that fail2ban says; stored only where a rule selects it. Category: system. (`INFO    [sshd] Found 203.0.113.7 - 2026-11-20 09:00:00`) `crowdsec_ban`: CrowdSec has an address or a network turned away; `reason` is the scenario, `until` the end. Category: system. (`(localhost/crowdsec) crowdsecurity/ssh-bf by ip 203.0.113.7 (DE/64496) : 4h ban on Ip 203.0.113.7`) `crowdsec_message`: Anything else that CrowdSec says of alerts; stored only where a rule selects it. Category: system. (`(localhost/crowdsec) alert : crowdsecurity/ssh-slow-bf by ip 203.0.113.7 (DE/64496)`) `pam_failed_login`: A login to another service than SSH was refused: FTP, mail, a desktop, a web console. Category: login_failed. (`pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=192.0.2.10  user=bob`) `pam_login_refused`: The policy of another service than SSH forbids the login, whatever the password. Category: login_refused. (`pam_access(vsftpd:account): access denied for user 'bob' from '192.0.2.10'`) `pam_privilege_failure`: Somebody who is logged in gave a wrong password to become somebody else. Category: privilege. (`pam_unix(sudo:auth): authentication failure; logname=alice uid=1000 euid=0 tty=/dev/pts/0 ruser=alice rhost=  user=alice`) `pam_session_opened`: A session of another service than SSH was opened; of sudo, su and the like, stored only where a rule selects it. Category: session. (`pam_unix(vsftpd:session): session opened for user bob(uid=1001) by (uid=0)`) `pam_session_closed`: A session of another service than SSH was closed; stored only where a rule selects it. Category: session. (`pam_unix(vsftpd:session): session closed for user bob`) `account_password_changed`: The password of an account was changed. Category: account. (`pam_unix(passwd:chauthtok): password changed for alice`) `pam_message`: Anything else that PAM says of a service; stored only where a rule selects it. Category: system. (`pam_unix(cron:session): session closed for user root`) `filter_failed_login`: A filter of fail2ban, or a format, matched the line. The log type of each is made of its name: `nginx_http_auth_failed_login`. Category: login_failed. (`user "bob": password mismatch, client: 192.0.2.10, server: example.net, request: "GET / HTTP/1.1"`) `other`: A line of a program that is not understood; stored only where a rule selects it. Category: system. (`Started Session 12 of user alice.`)
             * @example ssh_failed_login
             */
            log_type: string;
            /**
             * @description Host that wrote the line.
             * @example web-1
             */
            host: string | null;
            /** @example sshd */
            program: string;
            /** @example 24200 */
            pid: number | null;
            /**
             * @description Source IP.
             * @example 203.0.113.7
             */
            ip_address: string | null;
            /**
             * @description Name that stands in place of an address.
             * @example null
             */
            source_host: string | null;
            /** @example 52814 */
            port: number | null;
            /**
             * @description As the client gave it: any text.
             * @example root
             */
            username: string | null;
            /**
             * @description False: no such account, or it may not log in.
             * @example null
             */
            valid_user: boolean | null;
            /** @example password */
            method: string | null;
            /**
             * @description Service of PAM that the line is about.
             * @example null
             */
            service: string | null;
            /**
             * @description As whom `username` acts, or the account that is changed.
             * @example null
             */
            target_user: string | null;
            /**
             * @description With its arguments, as the program writes it: text of whoever is logged in.
             * @example null
             */
            command: string | null;
            /**
             * @description Such as `pts/0`.
             * @example null
             */
            tty: string | null;
            /**
             * @description Where a command was run: any text.
             * @example null
             */
            working_directory: string | null;
            /**
             * @description What the line adds to the failed attempts of its connection.
             * @example 1
             */
            attempts: number;
            /**
             * @description What the line tells besides.
             * @example null
             */
            details: components["schemas"]["EntryDetailsDto"] | null;
            /**
             * @description True where the allowlist covered the address: it raised no alert.
             * @example false
             */
            allowlisted: boolean;
            /**
             * @description Log file that the line was read from.
             * @example /var/log/auth.log
             */
            source: string;
            /**
             * @description The line itself.
             * @example 2026-11-20T09:12:46.000000+00:00 web-1 sshd[24200]: Failed password for root from 203.0.113.7 port 52814 ssh2
             */
            raw_log: string;
            /**
             * @description What kind of thing happened, whatever program says it.
             * @example login_failed
             */
            category: components["schemas"]["LogCategory"];
            /**
             * @description How it is known that it belongs to the session. `login`, `connection`: the line says so; `tty`: it names the terminal; `only_session`: no other session was open on the host that could have done it; `same_second`: a command of the session ran the tool in that second; `command`: one that runs such tools was at most five minutes before; `ambiguous`: several sessions could have, and each lists it.
             * @example tty
             */
            how: components["schemas"]["SessionLink"];
        };
        SessionDetailDto: {
            /**
             * Format: uuid
             * @example 5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11
             */
            id: string;
            /**
             * Format: date-time
             * @description The login.
             * @example 2026-11-20T09:20:00.000Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @description Null while it is open.
             * @example null
             */
            ended_at: string | null;
            /**
             * @description Why it is over. `lost`: its end is not in the log; `ended_at` is its last event then.
             * @example null
             */
            end_reason: components["schemas"]["SessionEnd"] | null;
            /**
             * Format: date-time
             * @description Its last event.
             * @example 2026-11-20T09:21:30.000Z
             */
            last_seen: string;
            /**
             * @description Seconds from login to end; null while it is open.
             * @example null
             */
            duration_seconds: number | null;
            /** @example web-1 */
            host: string | null;
            /**
             * @description Who logged in.
             * @example deploy
             */
            username: string;
            /**
             * @description Where from.
             * @example 203.0.113.7
             */
            ip_address: string | null;
            /** @example 52814 */
            port: number | null;
            /** @example sshd */
            program: string;
            /** @example password */
            method: string | null;
            /**
             * @description Fingerprint of the key.
             * @example null
             */
            key_fingerprint: string | null;
            /**
             * @description Id of the log entry of the login.
             * @example 812
             */
            login_entry: number;
            /**
             * @description Terminals, where the log tells them.
             * @example [
             *       "pts/0"
             *     ]
             */
            ttys: string[];
            /**
             * @description As whom it went on.
             * @example [
             *       "root"
             *     ]
             */
            became: string[];
            /**
             * @description Events that are its own, or may be.
             * @example 9
             */
            events: number;
            /**
             * @description Commands as somebody else, or that a server logged.
             * @example 4
             */
            commands: number;
            /**
             * @description Rights that were refused.
             * @example 0
             */
            refusals: number;
            /**
             * @description Changes of accounts and groups.
             * @example 1
             */
            account_changes: number;
            /**
             * @description Files written or changed over sftp.
             * @example 1
             */
            files_written: number;
            /**
             * @description Files fetched over sftp.
             * @example 0
             */
            files_read: number;
            /**
             * @description Bytes sent to the client, where the log tells.
             * @example null
             */
            bytes_sent: number | null;
            /**
             * @description Bytes received from it.
             * @example null
             */
            bytes_received: number | null;
            milestones: components["schemas"]["MilestonesDto"];
            /**
             * @description What they did, in plain words that follow `they`.
             * @example [
             *       "were logged in as deploy for 41 minutes",
             *       "became root by sudo after 12 s"
             *     ]
             */
            summary: string[];
            /** @description Its log entries, oldest first. */
            timeline: components["schemas"]["SessionEntryDto"][];
            /**
             * @description False where not all of its events are in the timeline: it has too many, or some are too old to be kept.
             * @example true
             */
            timeline_is_whole: boolean;
        };
        LoginDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:20:00.000Z
             */
            timestamp: string;
            /** @example deploy */
            username: string;
            /** @example 203.0.113.7 */
            ip_address: string | null;
            /** @example web-1 */
            host: string | null;
            /** @example password */
            method: string | null;
            /**
             * @description Fingerprint of the key.
             * @example null
             */
            key_fingerprint: string | null;
            /**
             * @description Id of the log entry.
             * @example 812
             */
            entry_id: number;
            /**
             * Format: uuid
             * @example 5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11
             */
            session_id: string;
            /**
             * @description First of the user from this address; null where it is not known.
             * @example true
             */
            new_address_for_user: boolean | null;
            /**
             * @description First of the user from this network, /24 or /64.
             * @example true
             */
            new_network_for_user: boolean | null;
            /**
             * @description First of the user with this key; null for a login without.
             * @example null
             */
            new_key_for_user: boolean | null;
            /**
             * Format: date-time
             * @description The first login of the user that was known then: how far back "new" looks. Null: this one is the first.
             * @example 2026-10-01T08:00:00.000Z
             */
            history_since: string | null;
            /**
             * @description Failed attempts from the address in the 24 hours before, as far as its newest 10 000 entries tell.
             * @example 14
             */
            failures_before: number;
        };
        /** @enum {string} */
        DecisionScope: "ip" | "range";
        /** @enum {string} */
        DecisionState: "active" | "ended";
        /**
         * @description Why it is over. `removed`: somebody ended it; `false_positive`: its alert was found to be none; `allowlisted`: the allowlist covers it now; `switched_off`: `DECISIONS` was changed.
         * @enum {string}
         */
        DecisionEnd: "expired" | "removed" | "false_positive" | "allowlisted" | "switched_off";
        DecisionDto: {
            /** @example 17 */
            id: number;
            /**
             * @description An address, or a range in CIDR notation.
             * @example 203.0.113.7
             */
            value: string;
            /** @example ip */
            scope: components["schemas"]["DecisionScope"];
            /** @example active */
            state: components["schemas"]["DecisionState"];
            /**
             * @description True where it only shows what would be decided (`DECISIONS=dry_run`): no bouncer hears of it.
             * @example false
             */
            simulated: boolean;
            /**
             * @description The rule whose alert decided; null where a person did.
             * @example ssh_brute_force
             */
            rule: string | null;
            /**
             * Format: uuid
             * @example 0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11
             */
            alert_id: string | null;
            /**
             * @description Of the alert.
             * @example high
             */
            severity: components["schemas"]["Severity"];
            /**
             * @description The key of who decided; null: a rule.
             * @example null
             */
            author: string | null;
            /** @example null */
            note: string | null;
            /**
             * Format: date-time
             * @description By the clock.
             * @example 2026-11-20T09:42:07.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-20T13:42:07.000Z
             */
            until: string;
            /**
             * Format: date-time
             * @example null
             */
            ended_at: string | null;
            /**
             * @description Why it is over. `removed`: somebody ended it; `false_positive`: its alert was found to be none; `allowlisted`: the allowlist covers it now; `switched_off`: `DECISIONS` was changed.
             * @example null
             */
            end_reason: components["schemas"]["DecisionEnd"] | null;
            /**
             * @description The key of who ended it.
             * @example null
             */
            ended_by: string | null;
        };
        /**
         * @description Why it is spared.
         * @enum {string}
         */
        SpareReason: "severity" | "rule" | "few_attempts" | "range" | "old" | "false_positive" | "forgeable" | "special" | "private" | "own" | "allowlisted" | "known_login" | "lifted";
        JudgementDto: {
            /**
             * Format: uuid
             * @example e772c04b-6658-5a62-93a0-d707fa02dba3
             */
            alert_id: string;
            /** @example ssh_brute_force */
            rule: string;
            /** @example high */
            severity: components["schemas"]["Severity"];
            /**
             * Format: date-time
             * @description Of the alert.
             * @example 2026-11-20T09:20:00.000Z
             */
            last_seen: string;
            /**
             * @description `decides`: it has the address turned away; `decided`: it did, and that is over; `spared`: it does not; `off`: no alert does.
             * @example spared
             * @enum {string}
             */
            outcome: "decides" | "decided" | "spared" | "off";
            /**
             * @description Why it is spared.
             * @example private
             */
            reason: components["schemas"]["SpareReason"] | null;
            /**
             * @description The same in a sentence.
             * @example A private address, and DECISIONS_PRIVATE is false.
             */
            explanation: string;
        };
        NewDecisionDto: {
            /**
             * @description An address, or a range in CIDR notation.
             * @example 203.0.113.7
             */
            value: string;
            /**
             * @description For so many minutes; without it, as the policy has it.
             * @example 240
             */
            minutes?: number;
            /**
             * @description Why.
             * @example Asked for by the provider.
             */
            note?: string;
            /**
             * @description Takes a private address, or a range that holds a large part of the internet.
             * @example false
             */
            force?: boolean;
        };
        /**
         * @description `stopped`: it has not asked for six of its intervals, and for two minutes.
         * @enum {string}
         */
        BouncerState: "pulling" | "stopped";
        BouncerDto: {
            /**
             * @description Name of its key; empty where none is asked for.
             * @example firewall
             */
            name: string;
            /**
             * @description Where it asks from.
             * @example 192.0.2.7
             */
            ip_address: string;
            /**
             * @description As it says.
             * @example crowdsec-firewall-bouncer
             */
            type: string | null;
            /**
             * @description As it says.
             * @example v0.0.34
             */
            version: string | null;
            /**
             * @description `stopped`: it has not asked for six of its intervals, and for two minutes.
             * @example pulling
             */
            state: components["schemas"]["BouncerState"];
            /**
             * Format: date-time
             * @example 2026-11-20T09:00:00.000Z
             */
            first_seen: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:42:10.000Z
             */
            last_pull_at: string | null;
            /**
             * Format: date-time
             * @example null
             */
            metrics_at: string | null;
            /**
             * @description What it says that it has turned away, by unit.
             * @example {
             *       "packet": 1204
             *     }
             */
            dropped: {
                [key: string]: number;
            };
        };
        BlockedAddressDto: {
            /**
             * @description Of a decision it may be a range.
             * @example 203.0.113.7
             */
            ip_address: string;
            /**
             * @description The gravest of its alerts.
             * @example high
             */
            severity: components["schemas"]["Severity"];
            /**
             * Format: date-time
             * @example 2026-11-20T09:42:05.060Z
             */
            last_seen: string;
            /**
             * Format: date-time
             * @description Until when to block it.
             * @example 2026-11-21T09:42:05.060Z
             */
            until: string;
            /**
             * @description Rules of its alerts.
             * @example [
             *       "ssh_brute_force"
             *     ]
             */
            rules: string[];
        };
        /**
         * @description `first`: the first word about an incident; `graver`: an alert of an incident that was notified is more severe now; `login_suspected`: somebody should look at a login; `login_succeeded`: they got in; `escalated`: they went further; `still_going_on`, `ended`: of an attack that was notified; `digest`: several alerts together; `weekly_summary`: what a week was like; `test`: somebody asked for it.
         * @enum {string}
         */
        NotificationReason: "first" | "graver" | "login_suspected" | "login_succeeded" | "escalated" | "still_going_on" | "ended" | "digest" | "weekly_summary" | "test";
        /**
         * @description Why alerts are notified together: `backfill`: they are old; `rate_limit`: there were too many at once; `quiet`: the channel is not to be disturbed.
         * @enum {string}
         */
        DigestCause: "backfill" | "rate_limit" | "quiet";
        /**
         * @description `pending`: it is still tried; `delivered`; `failed`: it was given up, see `last_error`.
         * @enum {string}
         */
        NotificationState: "pending" | "delivered" | "failed";
        NotificationDto: {
            /**
             * Format: uuid
             * @description Stays the same when the message is sent again: Message-ID of a mail, `webhook-id` of a webhook.
             * @example 019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11
             */
            id: string;
            /**
             * @description Name of the channel.
             * @example email
             */
            channel: string;
            /**
             * @description Mail address, or host that it is sent to.
             * @example admin@example.org
             */
            receiver: string;
            /**
             * @description `first`: the first word about an incident; `graver`: an alert of an incident that was notified is more severe now; `login_suspected`: somebody should look at a login; `login_succeeded`: they got in; `escalated`: they went further; `still_going_on`, `ended`: of an attack that was notified; `digest`: several alerts together; `weekly_summary`: what a week was like; `test`: somebody asked for it.
             * @example first
             */
            reason: components["schemas"]["NotificationReason"];
            /**
             * @description That of the gravest alert; null in a test and a weekly summary.
             * @example high
             */
            severity: components["schemas"]["Severity"] | null;
            /**
             * @description Why alerts are notified together: `backfill`: they are old; `rate_limit`: there were too many at once; `quiet`: the channel is not to be disturbed.
             * @example []
             */
            causes: components["schemas"]["DigestCause"][];
            /**
             * @description How many alerts it is about.
             * @example 1
             */
            alert_count: number;
            /**
             * @description Their ids, the gravest first; in lists the first 10.
             * @example [
             *       "0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
             *     ]
             */
            alert_ids: string[];
            /**
             * @description `pending`: it is still tried; `delivered`; `failed`: it was given up, see `last_error`.
             * @example delivered
             */
            state: components["schemas"]["NotificationState"];
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:37.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it is tried next; null when it is not.
             * @example null
             */
            due_at: string | null;
            /**
             * Format: date-time
             * @description When it is given up.
             * @example 2026-11-21T09:13:37.000Z
             */
            deadline_at: string;
            /**
             * Format: date-time
             * @description When it was delivered or given up.
             * @example 2026-11-20T09:13:38.000Z
             */
            ended_at: string | null;
            /**
             * @description How often it was tried.
             * @example 1
             */
            tries: number;
            /**
             * @description Why the last try failed.
             * @example null
             */
            last_error: string | null;
        };
        /**
         * @description `interrupted`: the service ended before it knew whether the message had arrived.
         * @enum {string}
         */
        AttemptOutcome: "delivered" | "retry" | "give_up" | "interrupted";
        DeliveryAttemptDto: {
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:37.000Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:38.000Z
             */
            ended_at: string;
            /**
             * @description `interrupted`: the service ended before it knew whether the message had arrived.
             * @example delivered
             */
            outcome: components["schemas"]["AttemptOutcome"];
            /**
             * @description What the other side said.
             * @example null
             */
            error: string | null;
        };
        NotificationDetailsDto: {
            /**
             * Format: uuid
             * @description Stays the same when the message is sent again: Message-ID of a mail, `webhook-id` of a webhook.
             * @example 019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11
             */
            id: string;
            /**
             * @description Name of the channel.
             * @example email
             */
            channel: string;
            /**
             * @description Mail address, or host that it is sent to.
             * @example admin@example.org
             */
            receiver: string;
            /**
             * @description `first`: the first word about an incident; `graver`: an alert of an incident that was notified is more severe now; `login_suspected`: somebody should look at a login; `login_succeeded`: they got in; `escalated`: they went further; `still_going_on`, `ended`: of an attack that was notified; `digest`: several alerts together; `weekly_summary`: what a week was like; `test`: somebody asked for it.
             * @example first
             */
            reason: components["schemas"]["NotificationReason"];
            /**
             * @description That of the gravest alert; null in a test and a weekly summary.
             * @example high
             */
            severity: components["schemas"]["Severity"] | null;
            /**
             * @description Why alerts are notified together: `backfill`: they are old; `rate_limit`: there were too many at once; `quiet`: the channel is not to be disturbed.
             * @example []
             */
            causes: components["schemas"]["DigestCause"][];
            /**
             * @description How many alerts it is about.
             * @example 1
             */
            alert_count: number;
            /**
             * @description Their ids, the gravest first; in lists the first 10.
             * @example [
             *       "0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
             *     ]
             */
            alert_ids: string[];
            /**
             * @description `pending`: it is still tried; `delivered`; `failed`: it was given up, see `last_error`.
             * @example delivered
             */
            state: components["schemas"]["NotificationState"];
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:37.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it is tried next; null when it is not.
             * @example null
             */
            due_at: string | null;
            /**
             * Format: date-time
             * @description When it is given up.
             * @example 2026-11-21T09:13:37.000Z
             */
            deadline_at: string;
            /**
             * Format: date-time
             * @description When it was delivered or given up.
             * @example 2026-11-20T09:13:38.000Z
             */
            ended_at: string | null;
            /**
             * @description How often it was tried.
             * @example 1
             */
            tries: number;
            /**
             * @description Why the last try failed.
             * @example null
             */
            last_error: string | null;
            /** @description The latest 50 attempts, oldest first. */
            attempts: components["schemas"]["DeliveryAttemptDto"][];
        };
        /** @enum {string} */
        ChannelType: "email" | "webhook" | "alertmanager" | "slack" | "discord" | "ntfy" | "gotify" | "telegram" | "teams" | "apprise" | "pagerduty";
        ChannelDto: {
            /** @example email */
            name: string;
            /** @example email */
            type: components["schemas"]["ChannelType"];
            /**
             * @description Mail addresses, or the host that messages are sent to.
             * @example [
             *       "admin@example.org"
             *     ]
             */
            receivers: string[];
            /**
             * @description The lowest severity that is notified.
             * @example low
             */
            min_severity: components["schemas"]["Severity"];
            /**
             * @description An attack is notified again when it has gone on for so long; null: never.
             * @example 6
             */
            repeat_hours: number | null;
            /**
             * @description Whether the end of severe attacks is notified.
             * @example false
             */
            ended: boolean;
            /**
             * @description Alerts last seen longer ago go into one digest.
             * @example 24
             */
            max_age_hours: number;
            /**
             * @description Messages at once within `digest_minutes`; more go into a digest.
             * @example 10
             */
            rate_limit: number;
            /** @example 10 */
            digest_minutes: number;
            /**
             * @description When only critical alerts are notified at once; `always`, or null: never.
             * @example 22:00-07:00 Europe/Berlin
             */
            quiet: string | null;
            /**
             * @description When the summary of a week is sent; null: never.
             * @example Monday 08:00 Europe/Berlin
             */
            weekly_summary: string | null;
            /**
             * @description Notifications that are still to be delivered.
             * @example 0
             */
            pending: number;
            /**
             * @description Notifications that were given up.
             * @example 0
             */
            failed: number;
            /**
             * @description Alerts that wait for the next digest.
             * @example 0
             */
            waiting_alerts: number;
            /**
             * Format: date-time
             * @example 2026-11-20T09:13:38.000Z
             */
            last_delivered_at: string | null;
            /**
             * @description What was wrong with the newest notification that was given up, or is still to be delivered.
             * @example null
             */
            last_error: string | null;
        };
        /** @enum {string} */
        LiveType: "alerts" | "entries" | "sources";
        HealthDto: {
            /**
             * @example ok
             * @enum {string}
             */
            status: "ok" | "degraded";
            /**
             * @description The checks that are well.
             * @example {
             *       "database": {
             *         "status": "up"
             *       }
             *     }
             */
            info: {
                [key: string]: {
                    /** @enum {string} */
                    status: "up" | "degraded" | "down";
                } & {
                    [key: string]: unknown;
                };
            };
            /**
             * @description Empty: a failed check answers 503.
             * @example {}
             */
            error: {
                [key: string]: {
                    /** @enum {string} */
                    status: "up" | "degraded" | "down";
                } & {
                    [key: string]: unknown;
                };
            };
            /**
             * @description All checks.
             * @example {
             *       "database": {
             *         "status": "up"
             *       }
             *     }
             */
            details: {
                [key: string]: {
                    /** @enum {string} */
                    status: "up" | "degraded" | "down";
                } & {
                    [key: string]: unknown;
                };
            };
        };
        VersionDto: {
            /** @example 0.1.0 */
            version: string;
            /**
             * @description The git commit that it was built from, where BUILD_COMMIT says it.
             * @example 8b11fa45c0ffee8b11fa45c0ffee8b11fa45c0ff
             */
            commit: string | null;
            /**
             * @description The version of Node.js that it runs on.
             * @example v22.13.0
             */
            node: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:00:00.000Z
             */
            started_at: string;
        };
        /**
         * @description `environment`: from ALLOWLIST; `file`: from the file that ALLOWLIST_PATH names; `api`: added here.
         * @enum {string}
         */
        AllowlistOrigin: "environment" | "file" | "api";
        AllowlistEntryDto: {
            /**
             * Format: uuid
             * @example 5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11
             */
            id: string;
            /**
             * @description Address, or range in CIDR notation.
             * @example 192.0.2.0/24
             */
            range: string;
            /** @example Our monitoring */
            note: string | null;
            /** @example alice */
            author: string | null;
            /**
             * @description `environment`: from ALLOWLIST; `file`: from the file that ALLOWLIST_PATH names; `api`: added here.
             * @example api
             */
            origin: components["schemas"]["AllowlistOrigin"];
            /**
             * Format: date-time
             * @example 2026-11-20T08:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Log entries from this time on are not covered, by the time in the log. Null: it never ends.
             * @example 2026-12-01T00:00:00.000Z
             */
            expires_at: string | null;
            /**
             * @description True when `expires_at` is past.
             * @example false
             */
            expired: boolean;
            /**
             * @description How many log entries it covered.
             * @example 12
             */
            hits: number;
            /**
             * Format: date-time
             * @description Time of the newest log entry that it covered.
             * @example 2026-11-20T09:12:46.000Z
             */
            last_hit_at: string | null;
        };
        NewAllowlistEntryDto: {
            /**
             * @description Address, or range in CIDR notation; `192.0.2.7/24` is taken as `192.0.2.0/24`.
             * @example 192.0.2.0/24
             */
            range: string;
            /** @example Our monitoring */
            note?: string | null;
            /**
             * @description Who allows it.
             * @example alice
             */
            author?: string | null;
            /**
             * Format: date-time
             * @description Log entries from this time on are not covered, by the time in the log.
             * @example 2026-12-01T00:00:00Z
             */
            expires_at?: string | null;
            /**
             * @description Takes a range that holds a large part of the internet (IPv4 wider than /8, IPv6 wider than /16).
             * @default false
             */
            force?: boolean;
        };
        ProblemDetail: {
            /**
             * @description Name of the parameter or JSON pointer to the member.
             * @example limit
             */
            pointer: string;
            /** @example limit must not be less than 1 */
            detail: string;
        };
        ProblemDocument: {
            /**
             * @description Identifies the kind of problem.
             * @example about:blank
             */
            type: string;
            /**
             * @description The HTTP status in words.
             * @example Bad Request
             */
            title: string;
            /** @example 400 */
            status: number;
            /**
             * @description A code that stays the same.
             * @example REQUEST_INVALID
             */
            code: string;
            /**
             * @description What happened, for a person.
             * @example The request has parts that are not valid.
             */
            detail: string;
            /**
             * @description The path that was asked for.
             * @example /logs
             */
            instance: string;
            /** @description Every part of the request that is not valid. */
            errors?: components["schemas"]["ProblemDetail"][];
        };
    };
    responses: {
        /** @description The path, the body or a part of them is not valid. */
        Invalid: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description No key, or one that is not known. */
        Unauthenticated: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description The key has another scope, or a web page elsewhere asks for a change. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description The body is too large. */
        BodyTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description The body is of another type. */
        MediaTypeUnsupported: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description The request names another host. */
        Misdirected: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Something went wrong on our side. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Id of the request: the one it came with, or a new one. */
        "X-Request-Id": string;
        /** @description What is left of the limit: `"requests"; r=1187; t=42` (requests, seconds). */
        RateLimit: string;
        /** @description The limit: `"requests"; q=1200; w=60` (requests in so many seconds). */
        "RateLimit-Policy": string;
        /** @description Seconds to wait. */
        "Retry-After": string;
        /** @description `Bearer`. */
        "WWW-Authenticate": string;
        /** @description Changes with the answer; `If-None-Match` asks again for 304. */
        ETag: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    WelcomeController_welcome: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON, or a page for a browser. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WelcomeDto"];
                    /** @example <!doctype html><title>Log Analyzer</title> */
                    "text/html": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    SettingsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    CurrentKeyController_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentKeyDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    KeysController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    KeysController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeKeyDto"];
                };
            };
            /** @description A member is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/keys",
                     *       "errors": [
                     *         {
                     *           "pointer": "scope",
                     *           "detail": "scope must be one of the following values: ingest, bouncer, read, write, admin"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description The name is taken. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "KEY_NAME_TAKEN",
                     *       "detail": "There is a key of the name grafana already.",
                     *       "instance": "/keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeUnsupported"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    KeysController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It opens nothing any more, and live streams that it opened end; other processes know within three seconds. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such key. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "KEY_NOT_FOUND",
                     *       "detail": "There is no such key.",
                     *       "instance": "/keys/unknown"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    FaultsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultListDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    FaultsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is nothing set aside of this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "FAULT_NOT_FOUND",
                     *       "detail": "There is nothing set aside of this id.",
                     *       "instance": "/faults/12"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description A source is read again as long as it is configured. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "FAULT_OF_SOURCE",
                     *       "detail": "A source cannot be given up. It ends when the source can be read again; remove the file, or take it out of LOG_FILES.",
                     *       "instance": "/faults/12"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    OriginsController_list: {
        parameters: {
            query?: {
                /** @description Addresses, separated by commas, 100 at most. Example: `203.0.113.7,2001:db8::1`. */
                ip_address?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginsDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/origins",
                     *       "errors": [
                     *         {
                     *           "pointer": "ip_address",
                     *           "detail": "ip_address: \"x\" is no address"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    LogCountController_count: {
        parameters: {
            query?: {
                /** @description Source IP: an address, or a range in CIDR notation. Example: `203.0.113.0/24`. */
                ip_address?: string;
                /** @description Only of addresses of these countries, separated by commas, by the file of `GEOIP_COUNTRY`. Example: `NL,BE`. */
                country?: string[];
                /** @description User name, exactly as the client gave it. Example: `root`. */
                username?: string;
                /** @description As whom somebody acts, or the account that is changed. Example: `backup2`. */
                target_user?: string;
                /** @description Host that wrote the line. Example: `web-1`. */
                host?: string;
                /** @description What happened: one or several types, separated by commas. Example: `ssh_failed_login,ssh_invalid_user`. */
                log_type?: string[];
                /** @description What kind of thing happened: one or several, separated by commas. Example: `privilege,account,command`. */
                category?: ("login_failed" | "login_succeeded" | "login_refused" | "probe" | "connection" | "penalty" | "session" | "privilege" | "account" | "command" | "system")[];
                /** @description Program that wrote the line. Example: `sshd`. */
                program?: string;
                /** @description How the client tried to log in. Example: `password`. */
                method?: string;
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20T12:00:00Z`. */
                until?: string;
                /** @description A query in place of single parameters: `user:` (`username`), `from:` (`ip_address`), `country:` (`country`), `host:` (`host`), `type:` (`log_type`), `category:` (`category`), `program:` (`program`), `method:` (`method`), `target:` (`target_user`), `since:` (`since`), `until:` (`until`). Words without a key are text somewhere in the line, where ASCII letters match in either case; what should not be read as a key or an address is put in quotes. Example: `user:root from:183.62.0.0/16 since:2h "Failed password"`. */
                q?: string;
                /** @description What they are counted by; `network` is /24, or /64 of IPv6, `user` the first 200 characters of a name, `country` and `asn` are those of the address by the files of `GEOIP_COUNTRY` and `GEOIP_ASN`. Without it there is the sum alone. Example: `user`. */
                by?: "ip_address" | "network" | "user" | "host" | "log_type" | "category" | "program" | "method" | "country" | "asn";
                /** @description What comes first. */
                sort?: "entries" | "attempts";
                /** @description How many values to name at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogCountDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Too many look through the log, or countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    LogTypesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogTypeDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    AlertDetailController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such alert. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALERT_NOT_FOUND",
                     *       "detail": "There is no such alert.",
                     *       "instance": "/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    HandlingController_handle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandlingDto"];
            };
        };
        responses: {
            /** @description The alert as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDto"];
                };
            };
            /** @description A member is not valid, or something is missing. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such alert. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALERT_NOT_FOUND",
                     *       "detail": "There is no such alert.",
                     *       "instance": "/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description The alert cannot be moved there from where it is. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "ALERT_MOVE_REFUSED",
                     *       "detail": "The alert is acknowledged already.",
                     *       "instance": "/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeUnsupported"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    AlertDetailController_addresses: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressAttemptsDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such alert. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALERT_NOT_FOUND",
                     *       "detail": "There is no such alert.",
                     *       "instance": "/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    DossiersController_ofAddress: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description IPv4 or IPv6 address. */
                ip: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IpDossierDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is no address, or a parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/ips/x",
                     *       "errors": [
                     *         {
                     *           "pointer": "ip",
                     *           "detail": "ip must be one IPv4 or IPv6 address"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    DossiersController_ofUser: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description User name as the client gave it: any text, URL-encoded. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDossierDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/ips/x",
                     *       "errors": [
                     *         {
                     *           "pointer": "ip",
                     *           "detail": "ip must be one IPv4 or IPv6 address"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    IncidentsController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
                /** @description Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the last page costs what the first did. Keep sort and filters; `skip` has no place beside it. */
                cursor?: string;
                /** @description Address that took part, whatever the alert is about; one address. Example: `203.0.113.7`. */
                attacker?: string;
                /** @description Of an address of these countries, separated by commas, by the file of `GEOIP_COUNTRY`: the source IP, or any that took part. Example: `NL,BE`. */
                country?: string[];
                /** @description User whom it is about, whose name was tried, or who logged in: exactly this one. Example: `root`. */
                username?: string;
                /** @description A host that was attacked. Example: `web-1`. */
                host?: string;
                /** @description Name of the rule, or several, separated by commas. Example: `ssh_brute_force`. */
                rule?: string[];
                /** @description One or several, separated by commas. Example: `high,critical`. */
                severity?: ("informational" | "low" | "medium" | "high" | "critical")[];
                /** @description This severity, or a higher one. Example: `high`. */
                min_severity?: "informational" | "low" | "medium" | "high" | "critical";
                /** @description One or several, separated by commas. Example: `open`. */
                status?: ("open" | "acknowledged" | "resolved")[];
                /** @description Did they get in? Example: `login_succeeded`. */
                outcome?: "none" | "login_suspected" | "login_succeeded";
                /** @description Fired at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Fired before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Went on at this time or later; a login of an attacker, up to a day after the attack, is part of it. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                active_since?: string;
                /** @description Had begun before this time. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                active_until?: string;
                /** @description Attacks, or what concerns the service itself. */
                kind?: "attack" | "service";
                /** @description Order of the items; `-` turns it round. By default `-last_seen`: what went on last comes first. */
                sort?: "last_seen" | "-last_seen" | "timestamp" | "-timestamp";
                /** @description Only these members of each item, separated by commas. Example: `id,timestamp,headline,outcome`. */
                fields?: ("id" | "timestamp" | "kind" | "headline" | "severity" | "outcome" | "status" | "first_seen" | "last_seen" | "ended_at" | "activity" | "alerts" | "open_alerts" | "forgeable" | "rules" | "attempts" | "attempts_is_least" | "ip_address_count" | "ip_addresses" | "username_count" | "usernames" | "hosts" | "logins" | "after_login")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list, or all of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDto"][];
                    /**
                     * @example id,timestamp
                     *     1,2026-11-20T09:12:46.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example {"id":1}
                     *     {"id":2}
                     */
                    "application/x-ndjson": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes nothing that the list can be had as. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A list can be had as application/json, text/csv, application/x-ndjson.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "COUNTRIES_UNREADABLE",
                     *       "detail": "The file of GEOIP_COUNTRY is not read yet, or cannot be read; GET /origins says which.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    IncidentTriageController_triageMany: {
        parameters: {
            query?: {
                /** @description Address that took part, whatever the alert is about; one address. Example: `203.0.113.7`. */
                attacker?: string;
                /** @description Of an address of these countries, separated by commas, by the file of `GEOIP_COUNTRY`: the source IP, or any that took part. Example: `NL,BE`. */
                country?: string[];
                /** @description User whom it is about, whose name was tried, or who logged in: exactly this one. Example: `root`. */
                username?: string;
                /** @description A host that was attacked. Example: `web-1`. */
                host?: string;
                /** @description Name of the rule, or several, separated by commas. Example: `ssh_brute_force`. */
                rule?: string[];
                /** @description One or several, separated by commas. Example: `high,critical`. */
                severity?: ("informational" | "low" | "medium" | "high" | "critical")[];
                /** @description This severity, or a higher one. Example: `high`. */
                min_severity?: "informational" | "low" | "medium" | "high" | "critical";
                /** @description One or several, separated by commas. Example: `open`. */
                status?: ("open" | "acknowledged" | "resolved")[];
                /** @description Did they get in? Example: `login_succeeded`. */
                outcome?: "none" | "login_suspected" | "login_succeeded";
                /** @description Fired at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Fired before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Went on at this time or later; a login of an attacker, up to a day after the attack, is part of it. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                active_since?: string;
                /** @description Had begun before this time. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                active_until?: string;
                /** @description Attacks, or what concerns the service itself. */
                kind?: "attack" | "service";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandlingOfManyDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriagedIncidentsDto"];
                };
            };
            /** @description A part is not valid or missing. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There are more alerts, or fewer, than expected. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "ALERT_COUNT_CHANGED",
                     *       "detail": "13 alerts match now, not 12; nothing was done. Look again, and repeat with the new count.",
                     *       "instance": "/alerts"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeUnsupported"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database, or countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    IncidentsController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such incident. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "INCIDENT_NOT_FOUND",
                     *       "detail": "There is no such incident.",
                     *       "instance": "/incidents/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    IncidentsController_report: {
        parameters: {
            query?: {
                /** @description Format of the file. */
                format?: "markdown" | "html";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description The name of the file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example # SSH brute force from 203.0.113.7 */
                    "text/markdown": string;
                    /** @example <!doctype html><h1>SSH brute force from 203.0.113.7</h1> */
                    "text/html": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description The name of the file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/incidents/x/report",
                     *       "errors": [
                     *         {
                     *           "pointer": "format",
                     *           "detail": "format must be one of markdown, html"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such incident. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "INCIDENT_NOT_FOUND",
                     *       "detail": "There is no such incident.",
                     *       "instance": "/incidents/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    IncidentsController_addresses: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentAddressDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such incident. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "INCIDENT_NOT_FOUND",
                     *       "detail": "There is no such incident.",
                     *       "instance": "/incidents/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    MatrixController_ofAlert: {
        parameters: {
            query?: {
                /** @description Addresses and user names at most; the others are added up. */
                most?: number;
                /** @description Addresses at most, where they are to be more or fewer than user names. By default as `most`. */
                addresses?: number;
                /** @description Addresses to leave out at the beginning, to go on where an answer ended: they stand under the others. */
                skip?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptMatrixDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/alerts/x/matrix",
                     *       "errors": [
                     *         {
                     *           "pointer": "most",
                     *           "detail": "most must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such alert. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALERT_NOT_FOUND",
                     *       "detail": "There is no such alert.",
                     *       "instance": "/alerts/x/matrix"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    MatrixController_ofIncident: {
        parameters: {
            query?: {
                /** @description Addresses and user names at most; the others are added up. */
                most?: number;
                /** @description Addresses at most, where they are to be more or fewer than user names. By default as `most`. */
                addresses?: number;
                /** @description Addresses to leave out at the beginning, to go on where an answer ended: they stand under the others. */
                skip?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptMatrixDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/alerts/x/matrix",
                     *       "errors": [
                     *         {
                     *           "pointer": "most",
                     *           "detail": "most must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such incident. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "INCIDENT_NOT_FOUND",
                     *       "detail": "There is no such incident.",
                     *       "instance": "/incidents/x/matrix"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    TimelinesController_ofAlert: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Parts at most. */
                parts?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/hosts/web-1/timeline",
                     *       "errors": [
                     *         {
                     *           "pointer": "parts",
                     *           "detail": "parts must not be less than 10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such alert. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALERT_NOT_FOUND",
                     *       "detail": "There is no such alert.",
                     *       "instance": "/alerts/x/timeline"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    TimelinesController_ofIncident: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Parts at most. */
                parts?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/hosts/web-1/timeline",
                     *       "errors": [
                     *         {
                     *           "pointer": "parts",
                     *           "detail": "parts must not be less than 10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such incident. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "INCIDENT_NOT_FOUND",
                     *       "detail": "There is no such incident.",
                     *       "instance": "/incidents/x/timeline"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    TimelinesController_ofAddress: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Parts at most. */
                parts?: number;
            };
            header?: never;
            path: {
                /** @description IPv4 or IPv6 address. */
                ip: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is no address, or a parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/hosts/web-1/timeline",
                     *       "errors": [
                     *         {
                     *           "pointer": "parts",
                     *           "detail": "parts must not be less than 10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    TimelinesController_ofUser: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Parts at most. */
                parts?: number;
            };
            header?: never;
            path: {
                /** @description User name, URL-encoded. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/hosts/web-1/timeline",
                     *       "errors": [
                     *         {
                     *           "pointer": "parts",
                     *           "detail": "parts must not be less than 10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    TimelinesController_ofHost: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Parts at most. */
                parts?: number;
            };
            header?: never;
            path: {
                /** @description Host, URL-encoded. */
                host: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/hosts/web-1/timeline",
                     *       "errors": [
                     *         {
                     *           "pointer": "parts",
                     *           "detail": "parts must not be less than 10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    StatsController_overview: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Only of lines that this host wrote. Example: `web-1`. */
                host?: string;
                /** @description How long each part is. */
                bucket?: "minute" | "hour" | "day";
                /** @description In the rankings of addresses and networks, only those of these countries, by the file of `GEOIP_COUNTRY`. Example: `NL,BE`. */
                country?: string[];
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "COUNTRIES_UNREADABLE",
                     *       "detail": "The file of GEOIP_COUNTRY is not read yet, or cannot be read; GET /origins says which.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    StatsController_summary: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Only of lines that this host wrote. Example: `web-1`. */
                host?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/stats/summary",
                     *       "errors": [
                     *         {
                     *           "pointer": "since",
                     *           "detail": "since must not be after until"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    StatsController_timeline: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Only of lines that this host wrote. Example: `web-1`. */
                host?: string;
                /** @description How long each part is. */
                bucket?: "minute" | "hour" | "day";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/stats/timeline",
                     *       "errors": [
                     *         {
                     *           "pointer": "since",
                     *           "detail": "since must not be after until"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    StatsController_top: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Only of lines that this host wrote. Example: `web-1`. */
                host?: string;
                /** @description Only of addresses of these countries, by the file of `GEOIP_COUNTRY`; of `ips` and `networks`. Example: `NL,BE`. */
                country?: string[];
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description `ips`: source addresses; `users`: names tried; `networks`: /24, or /64 of IPv6; `hosts`: those attacked. */
                kind: "ips" | "users" | "networks" | "hosts";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "COUNTRIES_UNREADABLE",
                     *       "detail": "The file of GEOIP_COUNTRY is not read yet, or cannot be read; GET /origins says which.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    WhyController_ofAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertWhyDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such alert. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALERT_NOT_FOUND",
                     *       "detail": "There is no such alert.",
                     *       "instance": "/alerts/x/why"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    WhyController_ofAddress: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description IPv4 or IPv6 address. */
                ip: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleDistancesDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is no address, or a parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/ips/x/rules",
                     *       "errors": [
                     *         {
                     *           "pointer": "ip",
                     *           "detail": "ip must be one IPv4 or IPv6 address"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Too many look through the log. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "QUERIES_BUSY",
                     *       "detail": "Others look through the log; try again in a moment.",
                     *       "instance": "/logs/count"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    WhyController_ofUser: {
        parameters: {
            query?: {
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description User name, URL-encoded. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleDistancesDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/ips/x/rules",
                     *       "errors": [
                     *         {
                     *           "pointer": "ip",
                     *           "detail": "ip must be one IPv4 or IPv6 address"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Too many look through the log. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "QUERIES_BUSY",
                     *       "detail": "Others look through the log; try again in a moment.",
                     *       "instance": "/logs/count"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    LogsController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
                /** @description Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the last page costs what the first did. Keep sort and filters; `skip` has no place beside it. */
                cursor?: string;
                /** @description Source IP: an address, or a range in CIDR notation. Example: `203.0.113.0/24`. */
                ip_address?: string;
                /** @description Only of addresses of these countries, separated by commas, by the file of `GEOIP_COUNTRY`. Example: `NL,BE`. */
                country?: string[];
                /** @description User name, exactly as the client gave it. Example: `root`. */
                username?: string;
                /** @description As whom somebody acts, or the account that is changed. Example: `backup2`. */
                target_user?: string;
                /** @description Host that wrote the line. Example: `web-1`. */
                host?: string;
                /** @description What happened: one or several types, separated by commas. Example: `ssh_failed_login,ssh_invalid_user`. */
                log_type?: string[];
                /** @description What kind of thing happened: one or several, separated by commas. Example: `privilege,account,command`. */
                category?: ("login_failed" | "login_succeeded" | "login_refused" | "probe" | "connection" | "penalty" | "session" | "privilege" | "account" | "command" | "system")[];
                /** @description Program that wrote the line. Example: `sshd`. */
                program?: string;
                /** @description How the client tried to log in. Example: `password`. */
                method?: string;
                /** @description From this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20T12:00:00Z`. */
                until?: string;
                /** @description A query in place of single parameters: `user:` (`username`), `from:` (`ip_address`), `country:` (`country`), `host:` (`host`), `type:` (`log_type`), `category:` (`category`), `program:` (`program`), `method:` (`method`), `target:` (`target_user`), `since:` (`since`), `until:` (`until`). Words without a key are text somewhere in the line, where ASCII letters match in either case; what should not be read as a key or an address is put in quotes. Example: `user:root from:183.62.0.0/16 since:2h "Failed password"`. */
                q?: string;
                /** @description Order of the items; `-` turns it round. By default `id`; with `ip_address`, `country`, `since` or `until` it is `timestamp`. */
                sort?: "id" | "-id" | "timestamp" | "-timestamp";
                /** @description Only these members of each item, separated by commas. Example: `timestamp,ip_address,username`. */
                fields?: ("id" | "timestamp" | "time_basis" | "log_type" | "host" | "program" | "pid" | "ip_address" | "source_host" | "port" | "username" | "valid_user" | "method" | "service" | "target_user" | "command" | "tty" | "working_directory" | "attempts" | "details" | "allowlisted" | "source" | "raw_log" | "category")[];
                /** @description As what each item is answered, in JSON, NDJSON and CSV alike: `ocsf`, an event of the Open Cybersecurity Schema Framework 1.8.0, or `ecs`, a document of the Elastic Common Schema 9.4 (docs/api.md), in place of what is described here. `fields` has no place beside it. */
                format?: "ocsf" | "ecs";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list, or all of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogEntryDto"][];
                    /**
                     * @example id,timestamp
                     *     1,2026-11-20T09:12:46.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example {"id":1}
                     *     {"id":2}
                     */
                    "application/x-ndjson": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes nothing that the list can be had as. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A list can be had as application/json, text/csv, application/x-ndjson.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "COUNTRIES_UNREADABLE",
                     *       "detail": "The file of GEOIP_COUNTRY is not read yet, or cannot be read; GET /origins says which.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    LogsController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogEntryDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is no number. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "Validation failed (numeric string is expected)",
                     *       "instance": "/logs/x"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such log entry. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "LOG_ENTRY_NOT_FOUND",
                     *       "detail": "There is no such log entry.",
                     *       "instance": "/logs/0"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    CoverageController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    IngestController_ingest: {
        parameters: {
            query: {
                /** @description Name of the sender, such as its host name: the lines become those of the log source `push:NAME`. */
                source: string;
            };
            header?: {
                /** @description What the sender calls the batch. Without it, the same lines of the same sender are the same batch. */
                "Idempotency-Key"?: string;
                /** @description Whether the body is compressed. */
                "Content-Encoding"?: "identity" | "gzip";
            };
            path?: never;
            cookie?: never;
        };
        /** @description Log lines in UTF-8, as they stand in the log; or a JSON object in each line: `{"line": "…"}`, or an entry of `journalctl -o json`. 10 MB at most, decompressed. */
        requestBody: {
            content: {
                "text/plain": string;
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description The lines are stored and will be scanned. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description `true`: the batch had been sent before. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedBatchDto"];
                };
            };
            /** @description A parameter or the body is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "instance": "/ingest",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "errors": [
                     *         {
                     *           "pointer": "line 3",
                     *           "detail": "is neither {\"line\": \"…\"} nor an entry of journalctl -o json"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description The body does not come. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "instance": "/ingest",
                     *       "title": "Request Timeout",
                     *       "status": 408,
                     *       "code": "REQUEST_TOO_SLOW",
                     *       "detail": "The body took too long to arrive; send it again."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description It cannot be told from another. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description The body is too large, decompressed or not. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "instance": "/ingest",
                     *       "title": "Payload Too Large",
                     *       "status": 413,
                     *       "code": "BODY_TOO_LARGE",
                     *       "detail": "A body holds 10485760 bytes at most; send less at once."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description The body is of another type or encoding. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "instance": "/ingest",
                     *       "title": "Unsupported Media Type",
                     *       "status": 415,
                     *       "code": "MEDIA_TYPE_UNSUPPORTED",
                     *       "detail": "Lines are sent as Content-Type: text/plain or application/x-ndjson, in UTF-8."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description There is no room now; `Retry-After` says when to send it again. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    AlertsController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
                /** @description Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the last page costs what the first did. Keep sort and filters; `skip` has no place beside it. */
                cursor?: string;
                /** @description A query in place of single parameters: `user:` (`username`), `from:` (`ip_address`), `country:` (`country`), `host:` (`host`), `attacker:` (`attacker`), `rule:` (`rule`), `severity:` (`min_severity`), `outcome:` (`outcome`), `status:` (`status`), `since:` (`since`), `until:` (`until`). Example: `severity:high since:2h`. */
                q?: string;
                /** @description Source IP that the alert is about: an address, or a range in CIDR notation. Alerts that are about something else, such as a user name tried from many addresses, have none. Example: `203.0.113.0/24`. */
                ip_address?: string;
                /** @description Address that took part, whatever the alert is about; one address. Example: `203.0.113.7`. */
                attacker?: string;
                /** @description Of an address of these countries, separated by commas, by the file of `GEOIP_COUNTRY`: the source IP, or any that took part. Example: `NL,BE`. */
                country?: string[];
                /** @description User whom it is about, whose name was tried, or who logged in: exactly this one. Example: `root`. */
                username?: string;
                /** @description A host that was attacked. Example: `web-1`. */
                host?: string;
                /** @description Ids of alerts, separated by commas: 100 at most. */
                id?: string[];
                /** @description Id of the incident that it belongs to, or several, separated by commas; any id that it was known by. Example: `e772c04b-6658-5a62-93a0-d707fa02dba3`. */
                incident?: string[];
                /** @description Name of the rule, or several, separated by commas. Example: `ssh_brute_force`. */
                rule?: string[];
                /** @description One or several, separated by commas. Example: `high,critical`. */
                severity?: ("informational" | "low" | "medium" | "high" | "critical")[];
                /** @description This severity, or a higher one. Example: `high`. */
                min_severity?: "informational" | "low" | "medium" | "high" | "critical";
                /** @description One or several, separated by commas. Example: `open`. */
                status?: ("open" | "acknowledged" | "resolved")[];
                /** @description Did they get in? Example: `login_succeeded`. */
                outcome?: "none" | "login_suspected" | "login_succeeded";
                /** @description Fired at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Fired before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Went on at this time or later; a login of an attacker, up to a day after the attack, is part of it. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                active_since?: string;
                /** @description Had begun before this time. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                active_until?: string;
                /** @description Order of the items; `-` turns it round. By default `-timestamp`. `last_seen` moves while an attack lasts: a walk by cursor may meet an alert again. */
                sort?: "timestamp" | "-timestamp" | "last_seen" | "-last_seen";
                /** @description Only these members of each item, separated by commas. Example: `id,timestamp,severity,ip_address`. */
                fields?: ("id" | "timestamp" | "reason" | "rule" | "rule_id" | "rule_version" | "ip_address" | "country" | "asn" | "network_name" | "username" | "group_by" | "details" | "first_seen" | "fired_at" | "last_seen" | "ended_at" | "activity" | "attempts" | "forgeable" | "severity" | "tags" | "outcome" | "login" | "login_count" | "after_login" | "incident_id" | "incident_alerts" | "related" | "explanation" | "status" | "acknowledged_at" | "resolved_at" | "resolution" | "snoozed_until")[];
                /** @description As what each item is answered, in JSON, NDJSON and CSV alike: `ocsf`, an event of the Open Cybersecurity Schema Framework 1.8.0, or `ecs`, a document of the Elastic Common Schema 9.4 (docs/api.md), in place of what is described here. `fields` has no place beside it. */
                format?: "ocsf" | "ecs";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list, or all of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDto"][];
                    /**
                     * @example id,timestamp
                     *     1,2026-11-20T09:12:46.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example {"id":1}
                     *     {"id":2}
                     */
                    "application/x-ndjson": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes nothing that the list can be had as. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A list can be had as application/json, text/csv, application/x-ndjson.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "COUNTRIES_UNREADABLE",
                     *       "detail": "The file of GEOIP_COUNTRY is not read yet, or cannot be read; GET /origins says which.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    HandlingController_handleMany: {
        parameters: {
            query?: {
                /** @description Source IP that the alert is about: an address, or a range in CIDR notation. Alerts that are about something else, such as a user name tried from many addresses, have none. Example: `203.0.113.0/24`. */
                ip_address?: string;
                /** @description Address that took part, whatever the alert is about; one address. Example: `203.0.113.7`. */
                attacker?: string;
                /** @description Of an address of these countries, separated by commas, by the file of `GEOIP_COUNTRY`: the source IP, or any that took part. Example: `NL,BE`. */
                country?: string[];
                /** @description User whom it is about, whose name was tried, or who logged in: exactly this one. Example: `root`. */
                username?: string;
                /** @description A host that was attacked. Example: `web-1`. */
                host?: string;
                /** @description Ids of alerts, separated by commas: 100 at most. */
                id?: string[];
                /** @description Id of the incident that it belongs to, or several, separated by commas; any id that it was known by. Example: `e772c04b-6658-5a62-93a0-d707fa02dba3`. */
                incident?: string[];
                /** @description Name of the rule, or several, separated by commas. Example: `ssh_brute_force`. */
                rule?: string[];
                /** @description One or several, separated by commas. Example: `high,critical`. */
                severity?: ("informational" | "low" | "medium" | "high" | "critical")[];
                /** @description This severity, or a higher one. Example: `high`. */
                min_severity?: "informational" | "low" | "medium" | "high" | "critical";
                /** @description One or several, separated by commas. Example: `open`. */
                status?: ("open" | "acknowledged" | "resolved")[];
                /** @description Did they get in? Example: `login_succeeded`. */
                outcome?: "none" | "login_suspected" | "login_succeeded";
                /** @description Fired at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Fired before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Went on at this time or later; a login of an attacker, up to a day after the attack, is part of it. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                active_since?: string;
                /** @description Had begun before this time. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                active_until?: string;
                /** @description A query in place of single parameters: `user:` (`username`), `from:` (`ip_address`), `country:` (`country`), `host:` (`host`), `attacker:` (`attacker`), `rule:` (`rule`), `severity:` (`min_severity`), `outcome:` (`outcome`), `status:` (`status`), `since:` (`since`), `until:` (`until`). Example: `severity:high since:2h`. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandlingOfManyDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandledAlertsDto"];
                };
            };
            /** @description A part is not valid or missing. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There are more alerts, or fewer, than expected. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "ALERT_COUNT_CHANGED",
                     *       "detail": "13 alerts match now, not 12; nothing was done. Look again, and repeat with the new count.",
                     *       "instance": "/alerts"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeUnsupported"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database, or countries are not known now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    HandlingController_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertActionDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such alert. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALERT_NOT_FOUND",
                     *       "detail": "There is no such alert.",
                     *       "instance": "/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    SourcesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    PreviewController_preview: {
        parameters: {
            query?: {
                /** @description Alerts that fired from this time, or the beginning of this day (UTC), on. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Alerts that fired before this time, or before this day (UTC); what attacks gained after it is not counted. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulePreviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewResultDto"];
                };
            };
            /** @description A part is not valid, or the rule cannot be changed so. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such rule. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "RULE_NOT_FOUND",
                     *       "detail": "There is no such detection rule that raises alerts.",
                     *       "instance": "/rules/preview"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeUnsupported"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Others are under way, or it took too long. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    RulesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    RulesController_validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleCheckDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    RulesController_validateText: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleTextDto"];
            };
        };
        responses: {
            /** @description What is said of the rules that were sent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleCheckDto"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeUnsupported"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    RulesController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleWithSourceDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such rule. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "RULE_NOT_FOUND",
                     *       "detail": "There is no such detection rule.",
                     *       "instance": "/rules/unknown"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    RulesController_reload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules that are now in use. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleDto"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description The files are not valid; the rules stay as they were. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "RULES_INVALID",
                     *       "detail": "The rule files are not valid; the rules stay as they were.",
                     *       "instance": "/rules/reload",
                     *       "errors": [
                     *         {
                     *           "pointer": "rules/ssh_brute_force.yml:12",
                     *           "detail": "rules/ssh_brute_force.yml:12: unknown field \"user\"; did you mean \"username\"?"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/rules/reload"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    SessionsController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
                /** @description Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the last page costs what the first did. Keep sort and filters; `skip` has no place beside it. */
                cursor?: string;
                /** @description Where from: an address, or a range in CIDR notation. Example: `203.0.113.0/24`. */
                ip_address?: string;
                /** @description Who logged in. Example: `deploy`. */
                username?: string;
                /** @description Host that they logged in to. Example: `web-1`. */
                host?: string;
                /** @description How they logged in. Example: `password`. */
                method?: string;
                /** @description Whether it is over. Example: `open`. */
                state?: "open" | "ended";
                /** @description Began at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Began before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Order of the items; `-` turns it round. By default `-started_at`. */
                sort?: "started_at" | "-started_at";
                /** @description Only these members of each item, separated by commas. Example: `id,started_at,username,ip_address`. */
                fields?: ("id" | "started_at" | "ended_at" | "end_reason" | "last_seen" | "duration_seconds" | "host" | "username" | "ip_address" | "port" | "program" | "method" | "key_fingerprint" | "login_entry" | "ttys" | "became" | "events" | "commands" | "refusals" | "account_changes" | "files_written" | "files_read" | "bytes_sent" | "bytes_received" | "milestones" | "summary")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list, or all of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDto"][];
                    /**
                     * @example id,timestamp
                     *     1,2026-11-20T09:12:46.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example {"id":1}
                     *     {"id":2}
                     */
                    "application/x-ndjson": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes nothing that the list can be had as. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A list can be had as application/json, text/csv, application/x-ndjson.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    SessionsController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetailDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such session. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "SESSION_NOT_FOUND",
                     *       "detail": "There is no such session.",
                     *       "instance": "/sessions/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    LoginsController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
                /** @description Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the last page costs what the first did. Keep sort and filters; `skip` has no place beside it. */
                cursor?: string;
                /** @description Where from: an address, or a range in CIDR notation. Example: `203.0.113.0/24`. */
                ip_address?: string;
                /** @description Who logged in. Example: `deploy`. */
                username?: string;
                /** @description Host that they logged in to. Example: `web-1`. */
                host?: string;
                /** @description How they logged in. Example: `password`. */
                method?: string;
                /** @description Whether it is over. Example: `open`. */
                state?: "open" | "ended";
                /** @description Began at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Began before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Order of the items; `-` turns it round. By default `-started_at`. */
                sort?: "started_at" | "-started_at";
                /** @description Only these members of each item, separated by commas. Example: `timestamp,username,ip_address`. */
                fields?: ("timestamp" | "username" | "ip_address" | "host" | "method" | "key_fingerprint" | "entry_id" | "session_id" | "new_address_for_user" | "new_network_for_user" | "new_key_for_user" | "history_since" | "failures_before")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list, or all of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginDto"][];
                    /**
                     * @example id,timestamp
                     *     1,2026-11-20T09:12:46.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example {"id":1}
                     *     {"id":2}
                     */
                    "application/x-ndjson": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes nothing that the list can be had as. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A list can be had as application/json, text/csv, application/x-ndjson.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    DecisionsController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
                /** @description Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the last page costs what the first did. Keep sort and filters; `skip` has no place beside it. */
                cursor?: string;
                /** @description About this address or range, as it is written there. Example: `203.0.113.7`. */
                value?: string;
                /** @description Whether they are over. Example: `active`. */
                state?: "active" | "ended";
                /** @description Of alerts of this rule. Example: `ssh_brute_force`. */
                rule?: string;
                /** @description Made at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Made before this time; a day (UTC) counts whole. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Order of the items; `-` turns it round. -created_at */
                sort?: "created_at" | "-created_at";
                /** @description Only these members of each item, separated by commas. Example: `value,until,rule`. */
                fields?: ("id" | "value" | "scope" | "state" | "simulated" | "rule" | "alert_id" | "severity" | "author" | "note" | "created_at" | "until" | "ended_at" | "end_reason" | "ended_by")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list, or all of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionDto"][];
                    /**
                     * @example id,timestamp
                     *     1,2026-11-20T09:12:46.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example {"id":1}
                     *     {"id":2}
                     */
                    "application/x-ndjson": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes nothing that the list can be had as. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A list can be had as application/json, text/csv, application/x-ndjson.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    DecisionsController_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDecisionDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionDto"];
                };
            };
            /** @description A member is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/decisions",
                     *       "errors": [
                     *         {
                     *           "pointer": "value",
                     *           "detail": "value is neither an address nor a range in CIDR notation"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description It must not be turned away, or is already. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeUnsupported"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/decisions"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    DecisionsController_judgements: {
        parameters: {
            query: {
                /** @description An address. */
                ip_address: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is no address. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/decisions/judgements",
                     *       "errors": [
                     *         {
                     *           "pointer": "ip_address",
                     *           "detail": "ip_address must be one IPv4 or IPv6 address"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    DecisionsController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such decision. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "DECISION_NOT_FOUND",
                     *       "detail": "There is no such decision.",
                     *       "instance": "/decisions/17"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    DecisionsController_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such decision. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "DECISION_NOT_FOUND",
                     *       "detail": "There is no such decision.",
                     *       "instance": "/decisions/17"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description It is over already. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "DECISION_OVER",
                     *       "detail": "The decision is over already.",
                     *       "instance": "/decisions/17"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/decisions"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    BouncersController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BouncerDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    BlocklistController_list: {
        parameters: {
            query?: {
                /** @description Attackers whose last event is at most so many hours ago, by the clock. */
                max_age_hours?: number;
                /** @description Alerts of this severity or a higher one. */
                min_severity?: "informational" | "low" | "medium" | "high" | "critical";
                /** @description `text`: one address a line; `nft`: sets for `nft -f -`; `nftables`: a whole table for it that turns them away, each for as long as is left; `ipset`: for `ipset restore`; `json`. Takes precedence over `Accept`, which chooses between text and JSON. */
                format?: "text" | "nft" | "nftables" | "ipset" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The addresses, those seen last first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example 203.0.113.7
                     *     2001:db8::1
                     */
                    "text/plain": string;
                    "application/json": components["schemas"]["BlockedAddressDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/blocklist",
                     *       "errors": [
                     *         {
                     *           "pointer": "format",
                     *           "detail": "format must be one of text, nft, nftables, ipset, json"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes neither text nor JSON. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A blocklist can be had as text/plain or application/json.",
                     *       "instance": "/blocklist"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    NotificationsController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
                /** @description Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the last page costs what the first did. Keep sort and filters; `skip` has no place beside it. */
                cursor?: string;
                /** @description Those that name this alert. */
                alert_id?: string;
                /** @description Name of the channel, or several, separated by commas. Example: `email`. */
                channel?: string[];
                /** @description One or several, separated by commas. Example: `failed`. */
                state?: ("pending" | "delivered" | "failed")[];
                /** @description Made at this time or later; a day (UTC) from its beginning. Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-20`. */
                since?: string;
                /** @description Made before this time, or before this day (UTC). Also relative to now: `24h`, `7d`, `now-30m`. Example: `2026-11-21`. */
                until?: string;
                /** @description Order of the items; `-` turns it round. By default `-created_at`. */
                sort?: "created_at" | "-created_at";
                /** @description Only these members of each item, separated by commas. Example: `id,channel,receiver,state`. */
                fields?: ("id" | "channel" | "receiver" | "reason" | "severity" | "causes" | "alert_count" | "alert_ids" | "state" | "created_at" | "due_at" | "deadline_at" | "ended_at" | "tries" | "last_error")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list, or all of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationDto"][];
                    /**
                     * @example id,timestamp
                     *     1,2026-11-20T09:12:46.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example {"id":1}
                     *     {"id":2}
                     */
                    "application/x-ndjson": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all, or at least (see `X-Total-Relation`). Not on pages by cursor but the first. */
                    "X-Total-Count"?: number;
                    /** @description `eq`: there are so many items; `gte`: at least so many, since counting them all would take long. */
                    "X-Total-Relation"?: "eq" | "gte";
                    /** @description With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, those with the fewest entries, or, of alerts, seen longest ago. */
                    "X-Addresses-Left-Out"?: number;
                    /** @description Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one. */
                    Link?: string;
                    /** @description With CSV and NDJSON: the name of a file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description The client takes nothing that the list can be had as. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Acceptable",
                     *       "status": 406,
                     *       "code": "NOT_ACCEPTABLE",
                     *       "detail": "A list can be had as application/json, text/csv, application/x-ndjson.",
                     *       "instance": "/logs"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    NotificationsController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationDetailsDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            /** @description There is no such notification. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "NOTIFICATION_NOT_FOUND",
                     *       "detail": "There is no such notification.",
                     *       "instance": "/notifications/019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    NotificationsController_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being tried. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationDetailsDto"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such notification. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "NOTIFICATION_NOT_FOUND",
                     *       "detail": "There is no such notification.",
                     *       "instance": "/notifications/019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description It was delivered, or can no longer be. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/notifications/019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11/retry"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    ChannelsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    ChannelsController_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the channel, as `GET /channels` has it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages that are being sent. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationDto"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such channel. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "CHANNEL_NOT_FOUND",
                     *       "detail": "There is no such channel; GET /channels lists them.",
                     *       "instance": "/channels/pager/test"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/notifications/019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11/retry"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    LiveController_stream: {
        parameters: {
            query?: {
                /** @description Separated by commas. `alerts`: every change of an alert (event `alert`); `entries`: every log entry that is stored (event `entry`); `sources`: how the log sources stand, whenever that changes (event `sources`). */
                types?: components["schemas"]["LiveType"][];
                /** @description Where to go on, for clients that cannot set the header `Last-Event-ID`: the id of the last event. */
                last_event_id?: string;
                /** @description As what alerts and log entries are sent: `ocsf`, events of the Open Cybersecurity Schema Framework 1.8.0, or `ecs`, documents of the Elastic Common Schema 9.4. What has changed of an alert is then its activity or action. `sources` stay as they are. */
                format?: "ocsf" | "ecs";
            };
            header?: {
                /** @description The id of the last event that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. It ends when the key is taken back, or its time is over. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: alert
                     *     id: 120-4511
                     *     data: {"change":"created","alert":{"id":"0c8e0e0c-…","…":"…"}}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Too many clients listen. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "TOO_MANY_STREAMS",
                     *       "detail": "2000 clients listen already; close some.",
                     *       "instance": "/events"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    HealthController_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            421: components["responses"]["Misdirected"];
            500: components["responses"]["InternalError"];
            /** @description The database does not answer. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "NOT_HEALTHY",
                     *       "detail": "The service cannot do its work: database.",
                     *       "instance": "/health",
                     *       "errors": [
                     *         {
                     *           "pointer": "database",
                     *           "detail": "timeout of 2000ms exceeded"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    HealthController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            421: components["responses"]["Misdirected"];
            500: components["responses"]["InternalError"];
        };
    };
    HealthController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            421: components["responses"]["Misdirected"];
            500: components["responses"]["InternalError"];
            /** @description Something is wrong; `errors` say what. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "NOT_HEALTHY",
                     *       "detail": "The service cannot do its work: scan.",
                     *       "instance": "/health/ready",
                     *       "errors": [
                     *         {
                     *           "pointer": "scan",
                     *           "detail": "No scan has ended or stored anything since 2026-11-20T09:00:00.000Z."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    VersionController_version: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDto"];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    MetricsController_text: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format, version 0.0.4. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP log_analyzer_alerts_total Alerts raised, by rule and by the severity that they were raised with.
                     *     # TYPE log_analyzer_alerts_total counter
                     *     log_analyzer_alerts_total{rule="ssh_brute_force",severity="high"} 7
                     */
                    "text/plain": string;
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    AllowlistController_list: {
        parameters: {
            query?: {
                /** @description How many items to leave out from the start. */
                skip?: number;
                /** @description How many items to answer at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllowlistEntryDto"][];
                };
            };
            /** @description The answer is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    /** @description How many items there are in all. */
                    "X-Total-Count"?: number;
                    /** @description First, previous, next and last page (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Bad Request",
                     *       "status": 400,
                     *       "code": "REQUEST_INVALID",
                     *       "detail": "The request has parts that are not valid.",
                     *       "instance": "/logs",
                     *       "errors": [
                     *         {
                     *           "pointer": "limit",
                     *           "detail": "limit must not be less than 1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    AllowlistController_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAllowlistEntryDto"];
            };
        };
        responses: {
            /** @description It is on the allowlist. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllowlistEntryDto"];
                };
            };
            /** @description A member is not valid, or the range is too wide. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description The range is on the allowlist already. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "ALLOWLIST_ENTRY_EXISTS",
                     *       "detail": "192.0.2.0/24 is on the allowlist already.",
                     *       "instance": "/allowlist"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            /** @description The body is not JSON. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unsupported Media Type",
                     *       "status": 415,
                     *       "code": "MEDIA_TYPE_UNSUPPORTED",
                     *       "detail": "The body of a request must be JSON, with Content-Type: application/json.",
                     *       "instance": "/allowlist"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/allowlist"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    AllowlistController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is off the allowlist. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such entry. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "code": "ALLOWLIST_ENTRY_NOT_FOUND",
                     *       "detail": "There is no such entry on the allowlist.",
                     *       "instance": "/allowlist/5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description The entry belongs to the configuration. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "code": "ALLOWLIST_ENTRY_CONFIGURED",
                     *       "detail": "192.0.2.0/24 belongs to the configuration: remove it from ALLOWLIST instead, and start again.",
                     *       "instance": "/allowlist/5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            421: components["responses"]["Misdirected"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Another connection holds the database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "code": "DATABASE_BUSY",
                     *       "detail": "The database is busy; try again in a moment.",
                     *       "instance": "/allowlist"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
}
