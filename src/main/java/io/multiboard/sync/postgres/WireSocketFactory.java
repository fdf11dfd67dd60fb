package io.multiboard.sync.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/// Sockets for the driver, which makes one of these by name for each connection: they have TCP's
/// keepalive set so that a dead peer shows after 50 seconds at the latest, and tell a [Wire] what
/// they do.
public final class WireSocketFactory extends SocketFactory {
  private static final int IDLE_SECONDS = 20;
  private static final int INTERVAL_SECONDS = 10;
  private static final int PROBES = 3;

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = Wire.OPENING.isBound() ? new WireSocket(Wire.OPENING.get()) : new Socket();
    try {
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      setWhereKnown(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
      setWhereKnown(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
      setWhereKnown(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
      return socket;
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  private static void setWhereKnown(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to);
      return socket;
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }
}
