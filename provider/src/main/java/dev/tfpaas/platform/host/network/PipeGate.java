package dev.tfpaas.platform.host.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Lets bytes through to another port while that may be reached.
final class PipeGate implements Listener {
  private static final int MILLIS = 2_000;
  private static final int BUFFER = 1 << 16;

  private final ServerSocket server;
  private final int target;
  private final BooleanSupplier isOpen;
  private final Set<Socket> through = ConcurrentHashMap.newKeySet();

  private PipeGate(ServerSocket server, int target, BooleanSupplier isOpen) {
    this.server = server;
    this.target = target;
    this.isOpen = isOpen;
  }

  /// Begins to listen.
  ///
  /// @param target the port that it leads to
  /// @param isOpen whether that may be reached now
  static PipeGate open(int port, int target, BooleanSupplier isOpen) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    PipeGate gate = new PipeGate(server, target, isOpen);
    Thread.ofVirtual().start(gate::accept);
    return gate;
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = server.accept();
        Thread.ofVirtual().start(() -> lead(caller));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void lead(Socket caller) {
    through.add(caller);
    try (caller;
        Socket inside = new Socket()) {
      if (!isOpen.getAsBoolean()) {
        return;
      }
      through.add(inside);
      inside.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), MILLIS);
      inside.setTcpNoDelay(true);
      caller.setTcpNoDelay(true);
      // It may have been shut between the question and the connection.
      dropUnlessOpen();
      Thread back = Thread.ofVirtual().start(() -> copy(inside, caller));
      copy(caller, inside);
      back.join();
      through.remove(inside);
    } catch (IOException _) {
      // Nobody is there; the caller sees the connection end.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      through.remove(caller);
    }
  }

  private static void copy(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException _) {
      // One side has gone; so does the other below.
    }
    drop(from);
    drop(to);
  }

  private static void drop(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone already.
    }
  }

  /// Ends what goes through it, unless that may be reached.
  void dropUnlessOpen() {
    if (!isOpen.getAsBoolean()) {
      through.forEach(PipeGate::drop);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException _) {
      // It listens no more in any case.
    }
    through.forEach(PipeGate::drop);
  }
}
