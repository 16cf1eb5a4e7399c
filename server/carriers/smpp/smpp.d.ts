/** What we use of npm `smpp` 0.5.1, which has no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { AddressInfo, Server as NetServer, Socket } from 'node:net'

  namespace smpp {
    type FieldType = {
      read(bytes: Buffer, offset: number, length?: number): unknown
      write(value: unknown, bytes: Buffer, offset: number): void
      size(value: unknown): number
      default: unknown
    }
    type Param = { type: FieldType; default?: unknown; filter?: unknown }
    type Command = { id: number; params?: Record<string, Param> }

    type Fields = {
      command_status?: number
      sequence_number?: number
      system_id?: string
      password?: string
      interface_version?: number
      source_addr_ton?: number
      source_addr_npi?: number
      source_addr?: string
      dest_addr_ton?: number
      dest_addr_npi?: number
      destination_addr?: string
      esm_class?: number
      registered_delivery?: number
      data_coding?: number
      short_message?: Buffer
      message_payload?: Buffer
      message_id?: string
      receipted_message_id?: string
      message_state?: number
      sar_msg_ref_num?: number
      sar_total_segments?: number
      sar_segment_seqnum?: number
    }

    interface PDU extends Fields {
      command: string
      command_id: number
      command_length: number
      command_status: number
      sequence_number: number
      isResponse(): boolean
      response(fields?: Fields): PDU
      toBuffer(): Buffer
    }

    interface Session extends EventEmitter {
      socket: Socket
      send(pdu: PDU, onAnswer?: (answer: PDU) => void): boolean
      deliver_sm(fields: Fields, onAnswer?: (answer: PDU) => void): boolean
      destroy(): void
    }

    interface Server extends NetServer {
      sessions: Session[]
      address(): AddressInfo | null
    }
  }

  const smpp: {
    PDU: { new (command: string, fields?: smpp.Fields): smpp.PDU; new (bytes: Buffer): smpp.PDU; maxLength: number }
    createServer(onSession: (session: smpp.Session) => void): smpp.Server
    addCommand(name: string, command: smpp.Command): void
    addTLV(name: string, tlv: { id: number; type: smpp.FieldType }): void
    commands: Record<string, smpp.Command | undefined>
    types: { cstring: smpp.FieldType; buffer: smpp.FieldType; tlv: { buffer: smpp.FieldType } }
    errors: Record<string, number>
  }
  export = smpp
}
