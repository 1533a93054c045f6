package dev.tfpaas.platform.host.postgres;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One connection to a server on this machine, by the simple query protocol. Owned by one thread.
///
/// @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message
///   formats</a>
public final class PostgresConnection implements AutoCloseable {
  private static final int PROTOCOL_3 = 196608;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;
  private static final int LONGEST_MESSAGE = 1 << 26;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /// Where a server is, and as whom it is talked to.
  ///
  /// @param port on loopback
  /// @param user the role
  /// @param database the database
  /// @param password the role's; never shown
  public record Login(int port, String user, String database, String password) {
    @Override
    public String toString() {
      return "%s at 127.0.0.1:%d/%s".formatted(user, port, database);
    }
  }

  private PostgresConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
  }

  /// Connects.
  ///
  /// @param limit how long the server may take for each answer
  /// @throws PostgresException when it cannot be reached, or refuses
  public static PostgresConnection open(Login login, Duration limit) {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(limit.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), login.port()), millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      PostgresConnection connection = new PostgresConnection(socket);
      connection.begin(login);
      return connection;
    } catch (IOException failure) {
      close(socket);
      throw PostgresException.silent(
          "PostgreSQL at 127.0.0.1:%d does not answer (%s)"
              .formatted(login.port(), failure.getMessage()),
          failure);
    } catch (PostgresException refused) {
      close(socket);
      throw refused;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is not used any more in any case.
    }
  }

  private void begin(Login login) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeInt(PROTOCOL_3);
    for (String word :
        List.of("user", login.user(), "database", login.database(), "application_name", "paas")) {
      text(body, word);
    }
    body.writeByte(0);
    out.writeInt(bytes.size() + Integer.BYTES);
    bytes.writeTo(out);
    out.flush();
    Scram scram = new Scram(login.password());
    while (true) {
      Message message = read();
      switch (message.type()) {
        case 'R' -> authenticate(message, scram);
        case 'E' -> throw PostgresException.answered(error(message));
        case 'Z' -> {
          return;
        }
        default -> {
          // Parameters of the server, and the key to cancel by.
        }
      }
    }
  }

  private void authenticate(Message message, Scram scram) throws IOException {
    String text = message.textFrom(Integer.BYTES);
    switch (message.whole(0)) {
      case 0, SASL_FINAL -> {
        // Accepted.
      }
      case SASL -> {
        byte[] first = scram.first().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        text(body, Scram.MECHANISM);
        body.writeInt(first.length);
        body.write(first);
        send('p', bytes.toByteArray());
      }
      case SASL_CONTINUE -> send('p', scram.proof(text).getBytes(StandardCharsets.UTF_8));
      default -> throw PostgresException.answered("the server wants another way to authenticate");
    }
  }

  /// Makes one statement, or several with `;` between, and returns the rows of all as texts.
  ///
  /// @return each row's columns; null columns are empty texts
  /// @throws PostgresException when the server refuses, or does not answer: whether the statement
  ///   had its effect is not known then
  public List<List<String>> query(String statement) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      text(new DataOutputStream(bytes), statement);
      send('Q', bytes.toByteArray());
      List<List<String>> rows = new ArrayList<>();
      List<String> errors = new ArrayList<>();
      while (true) {
        Message message = read();
        switch (message.type()) {
          case 'D' -> rows.add(message.columns());
          case 'E' -> errors.add(error(message));
          case 'Z' -> {
            if (!errors.isEmpty()) {
              throw PostgresException.answered(errors.getFirst());
            }
            return rows;
          }
          default -> {
            // Descriptions, notices and the ends of commands.
          }
        }
      }
    } catch (IOException failure) {
      close();
      throw PostgresException.silent(
          "PostgreSQL stopped answering (%s)".formatted(failure.getMessage()), failure);
    }
  }

  /// Makes a statement that answers one value.
  public String value(String statement) {
    return query(statement).getFirst().getFirst();
  }

  private void send(char type, byte[] body) throws IOException {
    out.writeByte(type);
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
    out.flush();
  }

  private Message read() throws IOException {
    int type = in.readUnsignedByte();
    int length = in.readInt() - Integer.BYTES;
    if (length < 0 || length > LONGEST_MESSAGE) {
      throw new IOException("this is no PostgreSQL server");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return new Message((char) type, body);
  }

  private static void text(DataOutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.UTF_8));
    to.writeByte(0);
  }

  private static String error(Message message) {
    for (String field : message.textFrom(0).split("\0", -1)) {
      if (field.startsWith("M")) {
        return field.substring(1);
      }
    }
    return "an error without a text";
  }

  @Override
  public void close() {
    close(socket);
  }

  /// One message of the server.
  private static final class Message {
    private final char type;
    private final byte[] body;

    Message(char type, byte[] body) {
      this.type = type;
      this.body = body;
    }

    char type() {
      return type;
    }

    int whole(int at) {
      return ByteBuffer.wrap(body).getInt(at);
    }

    String textFrom(int at) {
      int from = Math.min(at, body.length);
      return new String(body, from, body.length - from, StandardCharsets.UTF_8);
    }

    List<String> columns() {
      ByteBuffer bytes = ByteBuffer.wrap(body);
      int count = bytes.getShort();
      List<String> columns = new ArrayList<>(count);
      for (int column = 0; column < count; column++) {
        int length = bytes.getInt();
        byte[] text = new byte[Math.max(0, length)];
        bytes.get(text);
        columns.add(new String(text, StandardCharsets.UTF_8));
      }
      return columns;
    }
  }
}
