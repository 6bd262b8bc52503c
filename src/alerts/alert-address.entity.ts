import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An address that takes part in the attack of an alert that is not about one address. All of them are kept. */
@Entity({ name: 'alert_addresses' })
@Index('alert_addresses_ip_address', ['ipAddress', 'alertId'])
export class AlertAddress {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  alertId: string;

  @PrimaryColumn({ type: 'varchar', length: 45 })
  ipAddress: string;

  /** Failed attempts of the address that the alert counts. */
  @Column({ type: 'integer' })
  attempts: number;
}
