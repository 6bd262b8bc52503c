import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { SingleFlight } from '../common/single-flight.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { OriginFile } from './origin-file.js';
import type { OriginFileState } from './origin-file.js';
import { UNKNOWN_ORIGIN } from './origin-database.js';
import type { AddressOrigin } from './origin-database.js';

/** How often the files are looked at, milliseconds. */
const LOOK_MS = 60_000;

/** Says where addresses are from, by the files that the settings name. Nothing of it has a say in detection or decisions. */
@Injectable()
export class OriginsService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('Origins');
  private readonly countries: OriginFile | null;
  private readonly networks: OriginFile | null;
  private readonly flight = new SingleFlight(() => this.readChanged());
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(SETTINGS_TOKEN) { GEOIP_COUNTRY, GEOIP_ASN }: Settings) {
    this.countries = GEOIP_COUNTRY === '' ? null : new OriginFile(GEOIP_COUNTRY);
    this.networks = GEOIP_ASN === '' ? null : new OriginFile(GEOIP_ASN);
  }

  /** Which of the two are configured. */
  get known(): { readonly country: boolean; readonly network: boolean } {
    return { country: this.countries !== null, network: this.networks !== null };
  }

  get files(): readonly (OriginFileState & { readonly setting: 'GEOIP_COUNTRY' | 'GEOIP_ASN' })[] {
    return [
      ...(this.countries === null ? [] : [{ setting: 'GEOIP_COUNTRY' as const, ...this.countries.state }]),
      ...(this.networks === null ? [] : [{ setting: 'GEOIP_ASN' as const, ...this.networks.state }]),
    ];
  }

  /** Nobody waits for it: a large file takes seconds, and nothing but what is shown needs it. */
  onModuleInit(): void {
    if (this.files.length === 0) return;
    void this.refresh();
    this.timer = setInterval(() => void this.refresh(), LOOK_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flight.stop();
  }

  /** Reads the files that have changed. Of a file that cannot be read it is said, and it is asked for again. */
  async refresh(): Promise<void> {
    await this.flight.run();
  }

  private async readChanged(): Promise<void> {
    for (const [setting, file] of [['GEOIP_COUNTRY', this.countries] as const, ['GEOIP_ASN', this.networks] as const]) {
      const fault = file === null ? null : await file.refresh();
      if (fault !== null) this.logger.warn(`${setting}: ${file!.path} cannot be used: ${fault}`);
    }
  }

  /** Whether countries can be asked for: no file is configured, it could not be read yet, or it was. */
  get countryState(): 'not_configured' | 'unread' | 'read' {
    if (this.countries === null) return 'not_configured';
    return this.countries.state.kind === null ? 'unread' : 'read';
  }

  /** The country alone, for those who ask for many. */
  countryOf(address: string | null): string | null {
    return address === null ? null : (this.countries?.find(address)?.country ?? null);
  }

  /** @param address canonical, or null where there is none */
  of(address: string | null): AddressOrigin {
    if (address === null || this.files.length === 0) return UNKNOWN_ORIGIN;
    const network = this.networks?.find(address);
    return {
      country: this.countryOf(address),
      asn: network?.asn ?? null,
      networkName: network?.networkName ?? null,
    };
  }
}
