import type { MigrationInterface, QueryRunner } from 'typeorm';

const LOGINS = `WHERE "log_type" = 'ssh_accepted_login'`;

/**
 * Incidents in place of related alerts; all addresses that take part in an attack; logins that are found by address and by
 * user; what is set aside because it failed. Serves both databases.
 */
export class Incidents1765000000000 implements MigrationInterface {
  name = 'Incidents1765000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = queryRunner.connection.options.type === 'postgres';
    const integer = isPostgres ? 'bigint' : 'integer';
    const text = isPostgres ? 'character varying COLLATE "C"' : 'varchar(45)';
    const id = isPostgres ? 'character varying COLLATE "C"' : 'varchar(36)';
    const run = (statement: string): Promise<unknown> => queryRunner.query(statement);

    await run(
      `CREATE TABLE "alert_addresses" ("alert_id" ${id} NOT NULL, "ip_address" ${text} NOT NULL, "attempts" ${integer} NOT NULL, PRIMARY KEY ("alert_id", "ip_address"))`,
    );
    await run(`CREATE INDEX "alert_addresses_ip_address" ON "alert_addresses" ("ip_address", "alert_id") `);
    await run(
      `CREATE TABLE "incidents" ("id" ${integer} PRIMARY KEY NOT NULL, "alert_id" ${id} NOT NULL, "fired_at" bigint NOT NULL, "alerts" ${integer} NOT NULL)`,
    );
    await run(`CREATE TABLE "incident_names" ("alert_id" ${id} PRIMARY KEY NOT NULL, "incident" ${integer} NOT NULL)`);
    await run(`CREATE INDEX "incident_names_incident" ON "incident_names" ("incident") `);
    await run(
      `CREATE TABLE "incident_spans" ("participant" ${isPostgres ? 'text COLLATE "C"' : 'text'} NOT NULL, "first_seen" bigint NOT NULL, "last_seen" bigint NOT NULL, "incident" ${integer} NOT NULL, PRIMARY KEY ("participant", "first_seen"))`,
    );
    await run(`CREATE INDEX "incident_spans_incident" ON "incident_spans" ("incident") `);
    await run(`CREATE INDEX "incident_spans_last_seen" ON "incident_spans" ("last_seen") `);

    await run(
      `CREATE TABLE "told_incidents" ("channel" ${isPostgres ? 'character varying COLLATE "C"' : 'varchar(64)'} NOT NULL, "incident_id" ${id} NOT NULL, "severity" ${isPostgres ? 'character varying COLLATE "C"' : 'varchar(13)'} NOT NULL, PRIMARY KEY ("channel", "incident_id"))`,
    );
    await run(
      isPostgres
        ? `CREATE TABLE "faults" ("id" BIGSERIAL NOT NULL, "kind" character varying COLLATE "C" NOT NULL, "subject" text COLLATE "C" NOT NULL, "reason" text COLLATE "C" NOT NULL, "since" bigint NOT NULL, "tries" bigint NOT NULL, "next_try_at" bigint NOT NULL, "payload" text COLLATE "C", PRIMARY KEY ("id"))`
        : `CREATE TABLE "faults" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "kind" varchar(10) NOT NULL, "subject" text NOT NULL, "reason" text NOT NULL, "since" bigint NOT NULL, "tries" integer NOT NULL, "next_try_at" bigint NOT NULL, "payload" text)`,
    );
    await run(`CREATE INDEX "faults_kind_subject" ON "faults" ("kind", "subject") `);
    await run(`CREATE INDEX "faults_next_try_at" ON "faults" ("next_try_at") `);
    await run(`ALTER TABLE "told_alerts" ADD "suspected_entry_id" ${integer}`);
    await run(
      `CREATE INDEX "told_alerts_channel_suspected_entry_id" ON "told_alerts" ("channel", "suspected_entry_id") `,
    );
    await run(`ALTER TABLE "alerts" ADD "username" ${isPostgres ? 'text COLLATE "C"' : 'text'}`);
    await run(`ALTER TABLE "alerts" ADD "ip_address_count" ${integer} NOT NULL DEFAULT 0`);
    await run(`ALTER TABLE "alerts" ADD "incident" ${integer} NOT NULL DEFAULT 0`);
    const grouped = (name: string): string =>
      isPostgres ? `("group_by"::json->>'${name}')` : `json_extract("group_by", '$.${name}')`;
    await run(
      `UPDATE "alerts" SET "username" = ${grouped('username')}, "ip_address_count" = ${isPostgres ? `("summary"::json->>'ipAddressCount')::bigint` : `json_extract("summary", '$.ipAddressCount')`}`,
    );
    await run(`UPDATE "alerts" SET "username" = NULL WHERE ${grouped('ip_address')} IS NOT NULL`);
    await run(
      isPostgres
        ? `INSERT INTO "alert_addresses" SELECT "alerts"."id", pair->>0, (pair->>1)::bigint FROM "alerts", json_array_elements("tallies"::json->'ipAddresses'->'counts') AS pair WHERE "ip_address" IS NULL`
        : `INSERT INTO "alert_addresses" SELECT "alerts"."id", json_extract(pair.value, '$[0]'), json_extract(pair.value, '$[1]') FROM "alerts", json_each("tallies", '$.ipAddresses.counts') AS pair WHERE "ip_address" IS NULL`,
    );
    // Each alert that there is becomes an incident of its own.
    await run(
      `INSERT INTO "incidents" SELECT ROW_NUMBER() OVER (ORDER BY "fired_at", "id"), "id", "fired_at", 1 FROM "alerts"`,
    );
    await run(`INSERT INTO "incident_names" SELECT "alert_id", "id" FROM "incidents"`);
    await run(
      `UPDATE "alerts" SET "incident" = (SELECT "incident" FROM "incident_names" WHERE "alert_id" = "alerts"."id")`,
    );
    await run(
      `INSERT INTO "told_incidents" SELECT "channel", "alert_id", "severity" FROM "told_alerts" WHERE "alert_id" IN (SELECT "id" FROM "alerts")`,
    );
    await run(`ALTER TABLE "alerts" DROP COLUMN "related"`);
    await run(`DROP INDEX "alerts_lane_last_seen"`);
    await run(`CREATE INDEX "alerts_lane_ends_at" ON "alerts" ("lane", "ends_at") `);
    await run(`CREATE INDEX "alerts_ip_address_last_seen" ON "alerts" ("ip_address", "last_seen") `);
    await run(`CREATE INDEX "alerts_username_last_seen" ON "alerts" ("username", "last_seen") `);
    await run(`CREATE INDEX "alerts_incident" ON "alerts" ("incident", "fired_at", "id") `);
    await run(
      `CREATE INDEX "log_entries_logins_ip_address" ON "log_entries" ("ip_address", "timestamp", "id") ${LOGINS}`,
    );
    await run(`CREATE INDEX "log_entries_logins_username" ON "log_entries" ("username", "timestamp", "id") ${LOGINS}`);
    await run(`CREATE INDEX "log_entries_logins_timestamp" ON "log_entries" ("timestamp", "id") ${LOGINS}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const run = (statement: string): Promise<unknown> => queryRunner.query(statement);
    for (const index of ['ip_address', 'username', 'timestamp']) await run(`DROP INDEX "log_entries_logins_${index}"`);
    for (const index of ['lane_ends_at', 'ip_address_last_seen', 'username_last_seen', 'incident'])
      await run(`DROP INDEX "alerts_${index}"`);
    await run(`CREATE INDEX "alerts_lane_last_seen" ON "alerts" ("lane", "last_seen") `);
    await run(`ALTER TABLE "alerts" ADD "related" text NOT NULL DEFAULT '[]'`);
    for (const column of ['incident', 'ip_address_count', 'username'])
      await run(`ALTER TABLE "alerts" DROP COLUMN "${column}"`);
    await run(`DROP INDEX "told_alerts_channel_suspected_entry_id"`);
    await run(`ALTER TABLE "told_alerts" DROP COLUMN "suspected_entry_id"`);
    for (const table of [
      'faults',
      'told_incidents',
      'incident_spans',
      'incident_names',
      'incidents',
      'alert_addresses',
    ])
      await run(`DROP TABLE "${table}"`);
  }
}
