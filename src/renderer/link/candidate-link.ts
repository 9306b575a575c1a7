import type { CallOptions, CandidateClient, MediumBytes, RoomConnection, ToolFileBytes } from '../../shared/client/index.ts';
import type { CandidateCall, CandidateEvent, CandidateWord, CertificateOutcome, Keeping, PagePlace } from '../../shared/ipc.ts';
import type { CommandInput, CommandOutput, RoomEvents } from '../../shared/protocol/index.ts';

/** The connection as a candidate's page sees it: how it stands, and what a candidate may hear. */
export interface LinkConnection
  extends Pick<RoomConnection, 'state' | 'onState' | 'retryNow' | 'serverNow' | 'serverTimeUncertainty' | 'serverTimeAge'> {
  on<Name extends CandidateEvent>(name: Name, listener: (payload: RoomEvents[Name]) => void): () => void;
  /** A heartbeat now, for whoever measures the way to the room; or what a candidate says to it. */
  request<Name extends 'heartbeat' | CandidateWord>(command: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>>;
}

/** What a candidate's page asks the room for beside its work. */
export interface LinkApi {
  call<Name extends CandidateCall>(
    command: Name,
    input: Record<string, never>,
    options?: CallOptions,
  ): Promise<CommandOutput<Name>>;
  /** A picture or sound of the own paper. */
  medium(sha256: string): Promise<MediumBytes>;
  /** Words of a granted dictionary; what they mean; and a file of a granted tool: see the commands for what each keeps. */
  searchTool(input: CommandInput<'tool_search'>): Promise<CommandOutput<'tool_search'>>;
  lookUp(input: CommandInput<'tool_entry'>): Promise<CommandOutput<'tool_entry'>>;
  readTool(input: CommandInput<'tool_read'>): Promise<ToolFileBytes>;
  /** Saves the own certificate as PDF: a browser as it saves everything, the desktop app where the candidate says. */
  saveCertificate(): Promise<CertificateOutcome>;
}

/** The candidate's work: see `CandidateClient` for what each promises. */
export interface LinkClient
  extends Pick<CandidateClient, 'loadAttempt' | 'saveAnswer' | 'ready' | 'submit' | 'snapshot' | 'subscribe' | 'saveState'> {
  report(report: Parameters<CandidateClient['report']>[0]): void;
}

/** How a candidate's page reaches the room: over the network in a browser, over the bridge in the desktop app. */
export interface CandidateLink {
  readonly world: World;
  readonly api: LinkApi;
  readonly connection: LinkConnection;
  readonly client: LinkClient;
  /** How long unacknowledged work lasts on this computer. */
  readonly outbox: { keeping(): Keeping; onKeeping(listener: () => void): () => void };
  /** The window's own place for an external paper (EX8); absent in a browser. `top` in CSS pixels. */
  readonly external?: { show(top: number): void; hide(): void };
  /** The window's own place for the web page of a granted tool (TL1); absent in a browser, which keeps nobody in. CSS pixels. */
  readonly toolPage?: { show(grantId: string, place: PagePlace): void; hide(): void };
  /** Begins to work; the answer is `stop`. */
  start(): () => void;
}

/** What is around the page. The desktop app locks nothing of the computer yet. */
export type World = 'browser' | 'desktop';
