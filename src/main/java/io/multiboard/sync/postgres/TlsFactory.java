package io.multiboard.sync.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// TLS for the driver, which makes one of these by name for each connection. Unlike the driver's
/// own factories it trusts the system's authorities where none are named, and checks the server's
/// name within the handshake, so that each refusal comes before a login and has a typed cause. TLS
/// 1.2 and 1.3 alone.
public final class TlsFactory extends SSLSocketFactory {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLSocketFactory sockets;
  private final boolean nameMatters;

  /// @param properties the driver's properties of the connection
  public TlsFactory(Properties properties) throws GeneralSecurityException, IOException {
    String mode = properties.getProperty("sslmode", TlsMode.VerifyFull.sslMode());
    nameMatters = mode.equals(TlsMode.VerifyFull.sslMode());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        ClientKey.of(file(properties, "sslcert"), file(properties, "sslkey")),
        new TrustManager[] {
          mode.equals(TlsMode.Require.sslMode())
              ? new AnyAuthority()
              : Authorities.trust(file(properties, "sslrootcert"))
        },
        null);
    sockets = context.getSocketFactory();
  }

  private static Optional<Path> file(Properties properties, String name) {
    return Optional.ofNullable(properties.getProperty(name)).map(Path::of);
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean closesPlain)
      throws IOException {
    if (Wire.OPENING.isBound()) {
      Wire.OPENING.get().tlsBegins();
    }
    SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, closesPlain);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    if (nameMatters) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(new Socket(host, port), host, port, true);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(new Socket(host, port, from, fromPort), host, port, true);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(new Socket(host, port), host.getHostName(), port, true);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(new Socket(host, port, from, fromPort), host.getHostName(), port, true);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
