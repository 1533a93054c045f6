package dev.tfpaas.fuzz;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.TypeCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.cloud66.Cloud66Bytes;
import dev.tfpaas.platform.scalingo.ScalingoBytes;
import dev.tfpaas.world.WorldBytes;
import dev.tfpaas.world.WorldException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Gives bytes to one reader and accepts only what that reader promises to throw.
public final class BadBytes {
  /// Every kind of type that a schema can have.
  static final Type TYPE =
      Type.object(
          Map.of(
              "text",
              Type.STRING,
              "number",
              Type.NUMBER,
              "flag",
              Type.BOOL,
              "list",
              Type.list(Type.STRING),
              "set",
              Type.set(Type.object(Map.of("name", Type.STRING, "n", Type.NUMBER))),
              "map",
              Type.map(Type.list(Type.BOOL)),
              "tuple",
              Type.tuple(List.of(Type.STRING, Type.NUMBER)),
              "any",
              Type.DYNAMIC));

  private BadBytes() {}

  /// A reader of bytes from outside.
  enum Reader {
    /// A value from Terraform.
    MSGPACK {
      @Override
      void read(byte[] bytes) {
        readBack(MsgpackCodec.decode(bytes, TYPE));
      }
    },
    /// A value from Terraform whose type is in the bytes.
    MSGPACK_ANY {
      @Override
      void read(byte[] bytes) {
        MsgpackCodec.decode(bytes, Type.DYNAMIC);
      }
    },
    /// A value from a state file.
    JSON {
      @Override
      void read(byte[] bytes) {
        JsonCodec.decode(bytes, TYPE);
      }
    },
    /// A value from the state file of an older version.
    JSON_OLD {
      @Override
      void read(byte[] bytes) {
        JsonCodec.decodeDroppingExtraAttributes(bytes, TYPE);
      }
    },
    /// A type.
    TYPE_TEXT {
      @Override
      void read(byte[] bytes) {
        TypeCodec.parse(bytes);
      }
    },
    /// A file that a person wrote.
    ESTATE {
      @Override
      void read(byte[] bytes) {
        WorldBytes.estate(bytes);
      }
    },
    /// A line of the local platform's journal.
    JOURNAL {
      @Override
      void read(byte[] bytes) {
        WorldBytes.journal(bytes);
      }
    },
    /// An answer of Scalingo, or of whoever answers in its place.
    SCALINGO {
      @Override
      void read(byte[] bytes) {
        ScalingoBytes.answer(bytes);
      }
    },
    /// An answer of Cloud 66, or of whoever answers in its place.
    CLOUD66 {
      @Override
      void read(byte[] bytes) {
        Cloud66Bytes.answer(bytes);
      }
    };

    /// Reads.
    abstract void read(byte[] bytes);

    /// Reads, and accepts what may be thrown.
    ///
    /// @throws AssertionError when an error does not say what is wrong
    final void accept(byte[] bytes) {
      try {
        read(bytes);
      } catch (CtyException | PlatformException | WorldException promised) {
        requireText(promised);
      } catch (IllegalArgumentException | DateTimeException promised) {
        // The journal adds file and line to these; nobody else may throw them.
        if (this != JOURNAL) {
          throw promised;
        }
        requireText(promised);
      }
    }

    private static void requireText(RuntimeException failure) {
      if (failure.getMessage() == null || failure.getMessage().isBlank()) {
        throw new AssertionError("an error without a text", failure);
      }
    }
  }

  /// What was read must be written as it was read.
  private static void readBack(Value value) {
    Value again = MsgpackCodec.decode(MsgpackCodec.encode(value, TYPE), TYPE);
    if (!again.equals(value)) {
      throw new AssertionError("written and read again, it is another value: " + value);
    }
  }

  /// What Jazzer calls: the first byte chooses the reader.
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      Reader[] readers = Reader.values();
      Reader reader = readers[Byte.toUnsignedInt(input[0]) % readers.length];
      reader.accept(Arrays.copyOfRange(input, 1, input.length));
    }
  }
}
