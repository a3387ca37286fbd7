package io.eunomia.archimedes.engine.builtins.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection on which nothing waits longer than until a deadline: neither connecting nor reading
 * nor writing, be it a byte at a time. An interruption ends it. It is a socket so that TLS can be
 * layered on it, and does what that needs, no more. For one thread at a time.
 */
public final class Wire extends Socket {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final InputStream input = new Input();
  private final OutputStream output = new Output();
  private Deadline deadline;

  private Wire(SocketChannel channel, Selector selector, Deadline deadline) throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.deadline = deadline;
    channel.configureBlocking(false);
    key = channel.register(selector, 0);
  }

  /** Connects to an address of TCP or of a unix socket. */
  static Wire connect(SocketAddress address, Deadline deadline) throws IOException {
    boolean unix = address instanceof UnixDomainSocketAddress;
    SocketChannel channel =
        unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    Selector selector = null;
    try {
      if (!unix) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      selector = Selector.open();
      Wire wire = new Wire(channel, selector, deadline);
      if (!channel.connect(address)) {
        do {
          wire.await(SelectionKey.OP_CONNECT);
        } while (!channel.finishConnect());
      }
      return wire;
    } catch (IOException | RuntimeException e) {
      channel.close();
      if (selector != null) {
        selector.close();
      }
      throw e;
    }
  }

  /** Until when whatever comes next must have ended. */
  public void deadline(Deadline next) {
    deadline = next;
  }

  private void await(int operation) throws IOException {
    if (deadline.isOver()) {
      throw new SocketTimeoutException("not in time");
    }
    key.interestOps(operation);
    selector.select(deadline.millisToWait());
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public InputStream getInputStream() {
    return input;
  }

  @Override
  public OutputStream getOutputStream() {
    return output;
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isBound() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return isClosed();
  }

  @Override
  public boolean isOutputShutdown() {
    return isClosed();
  }

  @Override
  public int getSoLinger() {
    return -1;
  }

  @Override
  public synchronized void setSoTimeout(int timeout) {
    // The deadline is what counts.
  }

  @Override
  public synchronized int getSoTimeout() {
    return 0;
  }

  @Override
  public void shutdownInput() throws IOException {
    close();
  }

  @Override
  public void shutdownOutput() throws IOException {
    close();
  }

  /** Ends the connection at once, without a word of TLS. */
  @Override
  public synchronized void close() throws IOException {
    channel.close();
    selector.close();
  }

  @Override
  public String toString() {
    return "Wire[" + (isClosed() ? "closed" : "open") + "]";
  }

  /** What comes. */
  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer into = ByteBuffer.wrap(bytes, offset, length);
      int count = channel.read(into);
      while (count == 0 && length > 0) {
        await(SelectionKey.OP_READ);
        count = channel.read(into);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      Wire.this.close();
    }
  }

  /** What goes. */
  private final class Output extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer from = ByteBuffer.wrap(bytes, offset, length);
      channel.write(from);
      while (from.hasRemaining()) {
        await(SelectionKey.OP_WRITE);
        channel.write(from);
      }
    }

    @Override
    public void close() throws IOException {
      Wire.this.close();
    }
  }
}
