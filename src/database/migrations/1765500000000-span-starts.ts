import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which spans begin where an alert has grown to is found without looking at the others. Serves both databases. */
export class SpanStarts1765500000000 implements MigrationInterface {
  name = 'SpanStarts1765500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX "incident_spans_first_seen" ON "incident_spans" ("first_seen")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "incident_spans_first_seen"`);
  }
}
