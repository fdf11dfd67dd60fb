package io.multiboard.sync.postgres;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// A socket that tells its [Wire] when it waits and when bytes move.
final class WireSocket extends Socket {
  /// Writes are cut so that a slow network shows as slow, not as silent.
  private static final int PIECE = 16 * 1024;

  private final Wire wire;

  WireSocket(Wire wire) {
    this.wire = wire;
    wire.belongsTo(this);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Input(super.getInputStream(), wire);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Output(super.getOutputStream(), wire);
  }

  private static final class Input extends FilterInputStream {
    private final Wire wire;

    Input(InputStream stream, Wire wire) {
      super(stream);
      this.wire = wire;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      wire.waits();
      try {
        return in.read(bytes, offset, length);
      } catch (IOException failure) {
        throw wire.explained(failure);
      } finally {
        wire.moves();
      }
    }
  }

  private static final class Output extends FilterOutputStream {
    private final Wire wire;

    Output(OutputStream stream, Wire wire) {
      super(stream);
      this.wire = wire;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int end = offset + length;
      for (int from = offset; from < end; from += PIECE) {
        writePiece(bytes, from, Math.min(PIECE, end - from));
      }
    }

    private void writePiece(byte[] bytes, int offset, int length) throws IOException {
      wire.waits();
      try {
        out.write(bytes, offset, length);
      } catch (IOException failure) {
        throw wire.explained(failure);
      } finally {
        wire.moves();
      }
    }
  }
}
