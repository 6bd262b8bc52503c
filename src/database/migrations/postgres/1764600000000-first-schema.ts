import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a range holds an address, both canonical texts: 1 or 0, as the function of the same name that SQLite is
 * taught. An address with a zone is in no range.
 */
const ADDRESS_IN_RANGE =
  'CREATE FUNCTION address_in_range(address text, range text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE ' +
  "AS $$ SELECT CASE WHEN address ~ '^[0-9a-f.:]+$' AND address::inet <<= range::inet THEN 1 ELSE 0 END $$";

/** SQLite's word for where a text stands in another one. */
const INSTR =
  'CREATE FUNCTION instr(whole text, part text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE ' +
  'AS $$ SELECT strpos(whole, part) $$';

/**
 * All tables, as they were when the service learned to speak PostgreSQL. Texts are compared byte by byte (`COLLATE "C"`),
 * as SQLite does it: an index finds addresses by how they begin, whatever the language of the database.
 */
export class FirstSchema1764600000000 implements MigrationInterface {
  name = 'FirstSchema1764600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ADDRESS_IN_RANGE);
    await queryRunner.query(INSTR);
    await queryRunner.query(
      `CREATE TABLE "alert_actions" ("id" BIGSERIAL NOT NULL, "alert_id" character varying COLLATE "C" NOT NULL, "action" character varying COLLATE "C" NOT NULL, "at" bigint NOT NULL, "who" character varying COLLATE "C", "note" character varying COLLATE "C", "resolution" character varying COLLATE "C", "until" bigint, CONSTRAINT "PK_956f79980b33c6238253fb73268" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "alert_actions_alert_id_id" ON "alert_actions" ("alert_id", "id")`);
    await queryRunner.query(
      `CREATE TABLE "alert_changes" ("id" BIGSERIAL NOT NULL, "alert_id" character varying COLLATE "C" NOT NULL, "kind" character varying COLLATE "C" NOT NULL, "at" bigint NOT NULL, "pending" boolean NOT NULL, CONSTRAINT "PK_04067d9dcd760f7d0c9c96f6eda" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "alert_changes_pending" ON "alert_changes" ("pending", "id")`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "alert_changes_alert_id_kind" ON "alert_changes" ("alert_id", "kind")`,
    );
    await queryRunner.query(
      `CREATE TABLE "alert_counts" ("rule" character varying COLLATE "C" NOT NULL, "severity" character varying COLLATE "C" NOT NULL, "raised" bigint NOT NULL, CONSTRAINT "PK_7027651724c362cd15bfa8a8253" PRIMARY KEY ("rule", "severity"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "alerts" ("id" character varying COLLATE "C" NOT NULL, "rule" character varying COLLATE "C" NOT NULL, "rule_id" character varying COLLATE "C" NOT NULL, "rule_version" character varying COLLATE "C" NOT NULL, "reason" character varying COLLATE "C" NOT NULL, "severity" character varying COLLATE "C" NOT NULL, "tags" text COLLATE "C" NOT NULL, "group_by" text COLLATE "C" NOT NULL, "ip_address" character varying COLLATE "C", "attempts" bigint NOT NULL, "events" bigint NOT NULL, "first_seen" bigint NOT NULL, "fired_at" bigint NOT NULL, "last_seen" bigint NOT NULL, "ends_at" bigint NOT NULL, "summary" text COLLATE "C" NOT NULL, "tallies" text COLLATE "C" NOT NULL, "first_entries" text COLLATE "C" NOT NULL, "last_entries" text COLLATE "C" NOT NULL, "firing" text COLLATE "C" NOT NULL, "outcome" character varying COLLATE "C" NOT NULL, "login" text COLLATE "C", "logins" bigint NOT NULL, "related" text COLLATE "C" NOT NULL, "explanation" text COLLATE "C", "lane" bigint NOT NULL, "acknowledged_at" bigint, "resolved_at" bigint, "resolution" character varying COLLATE "C", "snoozed_until" bigint, CONSTRAINT "PK_60f895662df096bfcdfab7f4b96" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "alerts_lane_last_seen" ON "alerts" ("lane", "last_seen")`);
    await queryRunner.query(`CREATE INDEX "alerts_last_seen_id" ON "alerts" ("last_seen", "id")`);
    await queryRunner.query(
      `CREATE INDEX "alerts_open" ON "alerts" ("severity") WHERE "acknowledged_at" IS NULL AND "resolved_at" IS NULL`,
    );
    await queryRunner.query(`CREATE INDEX "alerts_ip_address_fired_at" ON "alerts" ("ip_address", "fired_at", "id")`);
    await queryRunner.query(
      `CREATE INDEX "alerts_list" ON "alerts" ("fired_at", "id", "rule", "severity", "outcome", "ip_address", "acknowledged_at", "resolved_at")`,
    );
    await queryRunner.query(
      `CREATE TABLE "silent_detections" ("id" character varying COLLATE "C" NOT NULL, "lane" bigint NOT NULL, "last_seen" bigint NOT NULL, "detection" text COLLATE "C" NOT NULL, CONSTRAINT "PK_b9a7eed72bd5c8299f1b7882153" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "silent_detections_lane_last_seen" ON "silent_detections" ("lane", "last_seen")`,
    );
    await queryRunner.query(
      `CREATE TABLE "allowlist_entries" ("id" character varying COLLATE "C" NOT NULL, "range" character varying COLLATE "C" NOT NULL, "note" character varying COLLATE "C", "author" character varying COLLATE "C", "origin" character varying COLLATE "C" NOT NULL, "created_at" bigint NOT NULL, "expires_at" bigint, "hits" bigint NOT NULL DEFAULT '0', "last_hit_at" bigint, CONSTRAINT "allowlist_entries_range" UNIQUE ("range"), CONSTRAINT "PK_cd523b5e34634e9a0ef9825eea8" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "allowlist_entries_created_at_id" ON "allowlist_entries" ("created_at", "id")`,
    );
    await queryRunner.query(
      `CREATE TABLE "ingest_batches" ("id" BIGSERIAL NOT NULL, "source" character varying COLLATE "C" NOT NULL, "key" character varying COLLATE "C" NOT NULL, "content_hash" character varying COLLATE "C" NOT NULL, "lines" bigint NOT NULL, "bytes" bigint NOT NULL, "content" bytea, "received_at" bigint NOT NULL, CONSTRAINT "PK_184779a7b0f00cff933f3121f38" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "ingest_batches_waiting" ON "ingest_batches" ("source", "id", "lines", "bytes", "received_at") WHERE "content" IS NOT NULL`,
    );
    await queryRunner.query(`CREATE UNIQUE INDEX "ingest_batches_source_key" ON "ingest_batches" ("source", "key")`);
    await queryRunner.query(
      `CREATE TABLE "ingestion_head" ("id" bigint NOT NULL, "version" bigint NOT NULL, "last_entry_id" bigint NOT NULL, "detection" text COLLATE "C", CONSTRAINT "PK_1438f3820627286810e5318284a" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "log_files" ("source_id" bigint NOT NULL, "number" bigint NOT NULL, "path" text COLLATE "C" NOT NULL, "inode" character varying COLLATE "C" NOT NULL, "signature" character varying COLLATE "C" NOT NULL, "offset" bigint NOT NULL, "head" text COLLATE "C" NOT NULL, "tail_hash" character varying COLLATE "C" NOT NULL, "unterminated" boolean NOT NULL DEFAULT false, "updated_at" bigint NOT NULL, CONSTRAINT "PK_4dd9f76aa3a774acdd03759902e" PRIMARY KEY ("source_id", "number"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "log_sources" ("id" bigint NOT NULL, "path" text COLLATE "C" NOT NULL, "parser_state" text COLLATE "C" NOT NULL, "coverage" text COLLATE "C" NOT NULL, "cursor" text COLLATE "C", "last_line_at" bigint, "health" text COLLATE "C", "updated_at" bigint NOT NULL, CONSTRAINT "UQ_1995ecb6750d97b275a22c78af1" UNIQUE ("path"), CONSTRAINT "PK_292d8e5639fbd70305e28c59c05" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "log_entries" ("id" bigint NOT NULL, "timestamp" bigint NOT NULL, "time_basis" character varying COLLATE "C" NOT NULL, "log_type" character varying COLLATE "C" NOT NULL, "host" character varying COLLATE "C", "program" character varying COLLATE "C" NOT NULL, "pid" bigint, "ip_address" character varying COLLATE "C", "source_host" character varying COLLATE "C", "port" bigint, "username" text COLLATE "C", "valid_user" boolean, "method" character varying COLLATE "C", "key_type" character varying COLLATE "C", "key_fingerprint" character varying COLLATE "C", "certificate_id" text COLLATE "C", "attempts" bigint NOT NULL, "carried_attempts" bigint NOT NULL, "allowlisted" boolean NOT NULL DEFAULT false, "lane" bigint NOT NULL DEFAULT '0', "source_id" bigint NOT NULL, "raw_log" text COLLATE "C" NOT NULL, CONSTRAINT "PK_b226cc4051321f12106771581e0" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "log_entries_timestamp" ON "log_entries" ("timestamp")`);
    await queryRunner.query(
      `CREATE INDEX "log_entries_ip_address_timestamp" ON "log_entries" ("ip_address", "timestamp")`,
    );
    await queryRunner.query(
      `CREATE TABLE "notification_channels" ("name" character varying COLLATE "C" NOT NULL, "version" bigint NOT NULL, "delivered" bigint NOT NULL DEFAULT '0', "failed" bigint NOT NULL DEFAULT '0', "retried" bigint NOT NULL DEFAULT '0', CONSTRAINT "PK_69dd6d53a1bdc77cf870f8713ab" PRIMARY KEY ("name"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "notifications" ("id" character varying COLLATE "C" NOT NULL, "channel" character varying COLLATE "C" NOT NULL, "receiver" character varying COLLATE "C" NOT NULL, "reason" character varying COLLATE "C" NOT NULL, "severity" character varying COLLATE "C", "causes" text COLLATE "C" NOT NULL, "further" bigint NOT NULL, "state" character varying COLLATE "C" NOT NULL, "created_at" bigint NOT NULL, "due_at" bigint NOT NULL, "deadline_at" bigint NOT NULL, "ended_at" bigint, "claimed_by" character varying COLLATE "C", "claimed_at" bigint, "claimed_until" bigint, "tries" bigint NOT NULL, "attempts" text COLLATE "C" NOT NULL, "last_error" text COLLATE "C", CONSTRAINT "PK_6a72c3c0f683f6462415e653c3a" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "notifications_channel_created_at" ON "notifications" ("channel", "created_at")`,
    );
    await queryRunner.query(`CREATE INDEX "notifications_created_at_id" ON "notifications" ("created_at", "id")`);
    await queryRunner.query(`CREATE INDEX "notifications_state_due_at" ON "notifications" ("state", "due_at")`);
    await queryRunner.query(
      `CREATE TABLE "notified_alerts" ("notification_id" character varying COLLATE "C" NOT NULL, "position" bigint NOT NULL, "alert_id" character varying COLLATE "C" NOT NULL, CONSTRAINT "PK_c20d4f3420b9243c943156c37b3" PRIMARY KEY ("notification_id", "position"))`,
    );
    await queryRunner.query(`CREATE INDEX "notified_alerts_alert_id" ON "notified_alerts" ("alert_id")`);
    await queryRunner.query(
      `CREATE TABLE "told_alerts" ("channel" character varying COLLATE "C" NOT NULL, "alert_id" character varying COLLATE "C" NOT NULL, "severity" character varying COLLATE "C" NOT NULL, "login_entry_id" bigint, "told_at" bigint, "waiting_since" bigint, "cause" character varying COLLATE "C", "followed" boolean NOT NULL, CONSTRAINT "PK_d552b8271b0e4bd6d4e8ea55111" PRIMARY KEY ("channel", "alert_id"))`,
    );
    await queryRunner.query(`CREATE INDEX "told_alerts_channel_followed" ON "told_alerts" ("channel", "followed")`);
    await queryRunner.query(
      `CREATE INDEX "told_alerts_channel_waiting_since" ON "told_alerts" ("channel", "waiting_since")`,
    );
    await queryRunner.query(
      `CREATE INDEX "told_alerts_channel_login_entry_id" ON "told_alerts" ("channel", "login_entry_id")`,
    );
    await queryRunner.query(
      `CREATE TABLE "api_keys" ("id" character varying COLLATE "C" NOT NULL, "name" character varying COLLATE "C" NOT NULL, "hash" character varying COLLATE "C" NOT NULL, "prefix" character varying COLLATE "C" NOT NULL, "scope" character varying COLLATE "C" NOT NULL, "created_at" bigint NOT NULL, "expires_at" bigint, "last_used_at" bigint, CONSTRAINT "PK_5c8a79801b44bd27b79228e1dad" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "api_keys_created_at_id" ON "api_keys" ("created_at", "id")`);
    await queryRunner.query(`CREATE UNIQUE INDEX "api_keys_name" ON "api_keys" ("name")`);
    await queryRunner.query(`CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" ("hash")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "api_keys"`);
    await queryRunner.query(`DROP TABLE "told_alerts"`);
    await queryRunner.query(`DROP TABLE "notified_alerts"`);
    await queryRunner.query(`DROP TABLE "notifications"`);
    await queryRunner.query(`DROP TABLE "notification_channels"`);
    await queryRunner.query(`DROP TABLE "log_entries"`);
    await queryRunner.query(`DROP TABLE "log_sources"`);
    await queryRunner.query(`DROP TABLE "log_files"`);
    await queryRunner.query(`DROP TABLE "ingestion_head"`);
    await queryRunner.query(`DROP TABLE "ingest_batches"`);
    await queryRunner.query(`DROP TABLE "allowlist_entries"`);
    await queryRunner.query(`DROP TABLE "silent_detections"`);
    await queryRunner.query(`DROP TABLE "alerts"`);
    await queryRunner.query(`DROP TABLE "alert_counts"`);
    await queryRunner.query(`DROP TABLE "alert_changes"`);
    await queryRunner.query(`DROP TABLE "alert_actions"`);
    await queryRunner.query('DROP FUNCTION instr(text, text)');
    await queryRunner.query('DROP FUNCTION address_in_range(text, text)');
  }
}
