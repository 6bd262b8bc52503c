import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns of alerts that stay as they are, with the new ones beside them. */
const KEPT =
  '"id", "rule", "reason", "severity", "ip_address", "attempts", "events", "first_seen", "fired_at", "last_seen", ' +
  '"ends_at", "acknowledged_at", "resolved_at"';

/** The usernames were counted in full; an alert shows fifty of them. */
const SUMMARY =
  "json_object('usernameCount', json_array_length(\"usernames\", '$.counts'), 'usernames', json(COALESCE((SELECT " +
  "json_group_array(json_object('value', json_extract(value, '$[0]'), 'count', json_extract(value, '$[1]'))) FROM " +
  "(SELECT value FROM json_each(\"usernames\", '$.counts') ORDER BY json_extract(value, '$[1]') DESC LIMIT 50)), '[]')), " +
  "'ipAddressCount', 1, 'ipAddresses', json_array(json_object('value', \"ip_address\", 'count', \"attempts\")), " +
  "'methods', json('[]'), 'hosts', json('[]'))";
const NOTHING = `json('{"counts":[],"others":0}')`;
const TALLIES =
  `json_object('usernames', json("usernames"), 'ipAddresses', json_object('counts', json_array(json_array("ip_address", ` +
  `"attempts")), 'others', 0), 'methods', ${NOTHING}, 'hosts', ${NOTHING})`;

/** Alerts of any rule, with evidence and outcome; what detection needs to go on; how sources usually are. */
export class RulesAndEvidence1763900000000 implements MigrationInterface {
  name = 'RulesAndEvidence1763900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "alerts_fired_at_id"`);
    await queryRunner.query(`DROP INDEX "alerts_ends_at"`);
    await queryRunner.query(`ALTER TABLE "alerts" RENAME TO "earlier_alerts"`);
    await queryRunner.query(
      `CREATE TABLE "alerts" ("id" varchar(36) PRIMARY KEY NOT NULL, "rule" varchar(100) NOT NULL, "rule_id" varchar(36) NOT NULL, "rule_version" varchar(64) NOT NULL, "reason" varchar(256) NOT NULL, "severity" varchar(13) NOT NULL, "tags" text NOT NULL, "group_by" text NOT NULL, "ip_address" varchar(45), "attempts" integer NOT NULL, "events" integer NOT NULL, "first_seen" bigint NOT NULL, "fired_at" bigint NOT NULL, "last_seen" bigint NOT NULL, "ends_at" bigint NOT NULL, "summary" text NOT NULL, "tallies" text NOT NULL, "first_entries" text NOT NULL, "last_entries" text NOT NULL, "firing" text NOT NULL, "outcome" varchar(20) NOT NULL, "login" text, "logins" integer NOT NULL, "related" text NOT NULL, "explanation" text, "lane" integer NOT NULL, "acknowledged_at" bigint, "resolved_at" bigint)`,
    );
    // There was one rule, which grouped by address; what it did not write down is left empty.
    await queryRunner.query(
      `INSERT INTO "alerts" (${KEPT}, "rule_id", "rule_version", "tags", "group_by", "summary", "tallies", "first_entries", "last_entries", "firing", "outcome", "logins", "related", "lane") SELECT ${KEPT}, 'b8328d58-b539-4a6a-8d26-6ff1b26ce871', '', '[]', json_object('ip_address', "ip_address"), ${SUMMARY}, ${TALLIES}, '[]', '[]', '{"entryId":0,"attempts":0}', 'none', 0, '[]', 0 FROM "earlier_alerts"`,
    );
    await queryRunner.query(`DROP TABLE "earlier_alerts"`);
    await queryRunner.query(`CREATE INDEX "alerts_lane_last_seen" ON "alerts" ("lane", "last_seen") `);
    await queryRunner.query(`CREATE INDEX "alerts_fired_at_id" ON "alerts" ("fired_at", "id") `);
    await queryRunner.query(
      `CREATE TABLE "silent_detections" ("id" varchar(36) PRIMARY KEY NOT NULL, "lane" integer NOT NULL, "last_seen" bigint NOT NULL, "detection" text NOT NULL)`,
    );
    await queryRunner.query(
      `CREATE INDEX "silent_detections_lane_last_seen" ON "silent_detections" ("lane", "last_seen") `,
    );
    await queryRunner.query(`ALTER TABLE "log_entries" ADD COLUMN "lane" integer NOT NULL DEFAULT 0`);
    await queryRunner.query(`ALTER TABLE "log_sources" ADD COLUMN "health" text`);
    await queryRunner.query(`ALTER TABLE "ingestion_head" ADD COLUMN "detection" text`);
    // Detection goes on where it was: the attacks of the one rule there was are known, all other rules are new.
    await queryRunner.query(
      `UPDATE "ingestion_head" SET "detection" = json_object('lanes', json_array(json_object('id', 0, 'watermark', (SELECT MAX("timestamp") FROM "log_entries"))), 'nextLane', 1, 'counters', json_object('ssh_brute_force', json_object('evaluated', 0, 'matched', 0, 'fired', (SELECT COUNT(*) FROM "alerts" WHERE "rule" = 'ssh_brute_force'), 'lastFiredAt', (SELECT MAX("fired_at") FROM "alerts" WHERE "rule" = 'ssh_brute_force')))) WHERE EXISTS (SELECT 1 FROM "log_entries")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "ingestion_head" DROP COLUMN "detection"`);
    await queryRunner.query(`ALTER TABLE "log_sources" DROP COLUMN "health"`);
    await queryRunner.query(`ALTER TABLE "log_entries" DROP COLUMN "lane"`);
    await queryRunner.query(`DROP INDEX "silent_detections_lane_last_seen"`);
    await queryRunner.query(`DROP TABLE "silent_detections"`);
    await queryRunner.query(`DROP INDEX "alerts_fired_at_id"`);
    await queryRunner.query(`DROP INDEX "alerts_lane_last_seen"`);
    await queryRunner.query(`ALTER TABLE "alerts" RENAME TO "later_alerts"`);
    await queryRunner.query(
      `CREATE TABLE "alerts" ("id" varchar(36) PRIMARY KEY NOT NULL, "rule" varchar(100) NOT NULL, "reason" varchar(256) NOT NULL, "severity" varchar(13) NOT NULL, "ip_address" varchar(45) NOT NULL, "attempts" integer NOT NULL, "events" integer NOT NULL, "first_seen" bigint NOT NULL, "fired_at" bigint NOT NULL, "last_seen" bigint NOT NULL, "ends_at" bigint NOT NULL, "usernames" text NOT NULL, "acknowledged_at" bigint, "resolved_at" bigint)`,
    );
    await queryRunner.query(
      `INSERT INTO "alerts" (${KEPT}, "usernames") SELECT ${KEPT}, json_extract("tallies", '$.usernames') FROM "later_alerts" WHERE "ip_address" IS NOT NULL`,
    );
    await queryRunner.query(`DROP TABLE "later_alerts"`);
    await queryRunner.query(`CREATE INDEX "alerts_ends_at" ON "alerts" ("ends_at") `);
    await queryRunner.query(`CREATE INDEX "alerts_fired_at_id" ON "alerts" ("fired_at", "id") `);
  }
}
