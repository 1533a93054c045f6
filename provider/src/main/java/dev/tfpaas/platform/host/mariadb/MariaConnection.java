package dev.tfpaas.platform.host.mariadb;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A connection to a server on loopback. One thread at a time.
///
/// @see <a href="https://mariadb.com/kb/en/clientserver-protocol/">Client/server protocol</a>
public final class MariaConnection implements AutoCloseable {
  private static final String PLUGIN = "mysql_native_password";
  private static final int UTF8 = 45;
  private static final int PROTOCOL = 10;
  private static final int QUERY = 3;
  private static final int OK = 0x00;
  private static final int END = 0xfe;
  private static final int ERROR = 0xff;
  private static final int SALT_BEGIN = 8;
  private static final int SALT = 20;
  private static final int BYTE = 0xff;
  private static final int LONGEST = 0xff_ffff;
  private static final int SHORT_END = 9;

  /// Long passwords, a database, protocol 4.1, transactions, its way to authenticate.
  private static final int ABILITIES = 1 | 8 | 0x200 | 0x2000 | 0x8000 | 0x8_0000;

  private final Socket socket;
  private final InputStream in;
  private int sequence;

  private MariaConnection(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  /// Whom to be where.
  ///
  /// @param port on loopback
  /// @param user its name
  /// @param database which one to work in
  /// @param password never shown
  public record Login(int port, String user, String database, String password) {
    @Override
    public String toString() {
      return user + " at " + port;
    }
  }

  /// Connects.
  ///
  /// @param limit how long each answer may take
  /// @throws MariaException when nobody answers, or the login is refused
  public static MariaConnection open(Login login, Duration limit) {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(limit.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), login.port()), millis);
      MariaConnection connection =
          new MariaConnection(socket, new BufferedInputStream(socket.getInputStream()));
      connection.enter(login);
      return connection;
    } catch (IOException failure) {
      closeQuietly(socket);
      throw MariaException.silent(
          "no MariaDB answers at port %d: %s".formatted(login.port(), failure.getMessage()),
          failure);
    } catch (MariaException refused) {
      closeQuietly(socket);
      throw refused;
    }
  }

  private void enter(Login login) throws IOException {
    Packet hello = receive();
    if (hello.number(1) != PROTOCOL) {
      throw new EOFException("this is no MariaDB");
    }
    hello.untilZero();
    hello.skip(4);
    byte[] salt = Arrays.copyOf(hello.exactly(SALT_BEGIN), SALT);
    // A zero, abilities, character set, status, abilities, a length and ten unused.
    hello.skip(1 + 2 + 1 + 2 + 2 + 1 + 10);
    System.arraycopy(hello.exactly(SALT - SALT_BEGIN), 0, salt, SALT_BEGIN, SALT - SALT_BEGIN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, ABILITIES, 4);
    number(out, LONGEST, 4);
    out.write(UTF8);
    out.writeBytes(new byte[23]);
    text(out, login.user());
    byte[] proof = proof(login.password(), salt);
    out.write(proof.length);
    out.writeBytes(proof);
    text(out, login.database());
    text(out, PLUGIN);
    send(out.toByteArray());
    Packet answer = receive();
    if (answer.kind() == END) {
      answer.skip(1);
      String plugin = answer.untilZero();
      if (!plugin.equals(PLUGIN)) {
        throw MariaException.answered(1, "the account of %s uses %s".formatted(login, plugin));
      }
      send(proof(login.password(), answer.exactly(SALT)));
      answer = receive();
    }
    if (answer.kind() != OK) {
      throw new EOFException("the login was not answered");
    }
  }

  /// `SHA1(password) XOR SHA1(salt + SHA1(SHA1(password)))`
  private static byte[] proof(String password, byte[] salt) {
    byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
    byte[] salted = Arrays.copyOf(salt, salt.length + once.length);
    byte[] twice = sha1(once);
    System.arraycopy(twice, 0, salted, salt.length, twice.length);
    byte[] mask = sha1(salted);
    for (int i = 0; i < once.length; i++) {
      once[i] ^= mask[i];
    }
    return once;
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Sends one statement and returns the rows; nothing for null.
  ///
  /// @throws MariaException when the answer is an error, or none comes
  public List<List<String>> query(String statement) {
    return ask(statement).rows();
  }

  /// Sends one statement and returns its first row by the names of the columns; empty when there is
  /// none.
  ///
  /// @throws MariaException when the answer is an error, or none comes
  Map<String, String> row(String statement) {
    Answer answer = ask(statement);
    Map<String, String> row = new LinkedHashMap<>();
    if (!answer.rows().isEmpty()) {
      for (int i = 0; i < answer.names().size(); i++) {
        row.put(answer.names().get(i), answer.rows().getFirst().get(i));
      }
    }
    return row;
  }

  private record Answer(List<String> names, List<List<String>> rows) {}

  private Answer ask(String statement) {
    try {
      sequence = 0;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(QUERY);
      out.writeBytes(statement.getBytes(StandardCharsets.UTF_8));
      send(out.toByteArray());
      Packet first = receive();
      if (first.kind() == OK) {
        return new Answer(List.of(), List.of());
      }
      List<String> names = new ArrayList<>();
      for (Packet it = receive(); !it.isEnd(); it = receive()) {
        // Catalog, database, alias and table come before the name.
        for (int i = 0; i < 4; i++) {
          it.counted();
        }
        names.add(it.counted());
      }
      List<List<String>> rows = new ArrayList<>();
      for (Packet it = receive(); !it.isEnd(); it = receive()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          row.add(it.counted());
        }
        rows.add(row);
      }
      return new Answer(names, rows);
    } catch (IOException failure) {
      throw MariaException.silent("MariaDB did not answer: " + failure.getMessage(), failure);
    }
  }

  private void send(byte[] payload) throws IOException {
    if (payload.length >= LONGEST) {
      throw new IOException("a statement of %d bytes is too long".formatted(payload.length));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, payload.length, 3);
    out.write(sequence++);
    out.writeBytes(payload);
    socket.getOutputStream().write(out.toByteArray());
  }

  /// An answer of more than 16 MB in one packet is none that is asked for here.
  private Packet receive() throws IOException {
    Packet head = new Packet(exactly(4));
    int length = head.number(3);
    sequence = head.number(1) + 1;
    Packet it = new Packet(exactly(length));
    if (length > 0 && it.kind() == ERROR) {
      it.skip(1);
      int code = it.number(2);
      String message = it.rest();
      throw MariaException.answered(code, message.startsWith("#") ? message.substring(6) : message);
    }
    return it;
  }

  private byte[] exactly(int length) throws IOException {
    byte[] read = in.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("the connection was closed");
    }
    return read;
  }

  private static void number(ByteArrayOutputStream out, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(value >>> (8 * i));
    }
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is given up anyway.
    }
  }

  /// What came in one piece, read from the front.
  private static final class Packet {
    private static final int NULL = 0xfb;
    private static final int TWO = 0xfc;
    private static final int THREE = 0xfd;

    private final byte[] bytes;
    private int at;

    Packet(byte[] bytes) {
      this.bytes = bytes;
    }

    int kind() throws IOException {
      require(1);
      return bytes[at] & BYTE;
    }

    boolean isEnd() {
      return bytes.length > 0 && bytes.length < SHORT_END && (bytes[0] & BYTE) == END;
    }

    int number(int length) throws IOException {
      int value = 0;
      byte[] read = exactly(length);
      for (int i = 0; i < length; i++) {
        value |= (read[i] & BYTE) << (8 * i);
      }
      return value;
    }

    void skip(int length) throws IOException {
      require(length);
      at += length;
    }

    byte[] exactly(int length) throws IOException {
      require(length);
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    String untilZero() throws IOException {
      int begin = at;
      while (kind() != 0) {
        at++;
      }
      at++;
      return new String(bytes, begin, at - 1 - begin, StandardCharsets.UTF_8);
    }

    String rest() {
      return new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    }

    /// A text behind its length.
    String counted() throws IOException {
      int first = number(1);
      if (first == NULL) {
        return "";
      }
      int length = first == TWO ? number(2) : first == THREE ? number(3) : first;
      return new String(exactly(length), StandardCharsets.UTF_8);
    }

    private void require(int length) throws IOException {
      if (at + length > bytes.length) {
        throw new EOFException("this is no MariaDB");
      }
    }
  }
}
