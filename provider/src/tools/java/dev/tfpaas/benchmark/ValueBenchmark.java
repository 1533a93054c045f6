package dev.tfpaas.benchmark;

import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.Invocation;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.PlanRequest;
import dev.tfpaas.framework.resource.PlanResult;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.resource.ResourceLifecycle;
import dev.tfpaas.framework.schema.Conformance;
import dev.tfpaas.framework.schema.Mismatch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What every call does with values, and the same with nothing but the MessagePack library.
///
/// The library's values know no types, no unknown, no paths and no order of attributes, so that its
/// half of each pair is what cannot be had for less.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class ValueBenchmark {
  /// How many elements, or `deep` for one in two hundred lists, each inside the next.
  @Param({"10", "1000", "100000", "deep"})
  public String size = "10";

  private Sample sample = Sample.of(size);
  private ResourceLifecycle<String> lifecycle = new ResourceLifecycle<>(sample);
  private byte[] bytes = {};

  /// Makes the values.
  @Setup(Level.Trial)
  public void prepare() {
    sample = Sample.of(size);
    lifecycle = new ResourceLifecycle<>(sample);
    bytes = MsgpackCodec.encode(sample.value(), sample.schema().type());
  }

  /// Bytes to a value.
  @Benchmark
  public Value decode() {
    return MsgpackCodec.decode(bytes, sample.schema().type());
  }

  /// The library's tree of the same bytes.
  @Benchmark
  public org.msgpack.value.Value decodePlainly() throws IOException {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
      return in.unpackValue();
    }
  }

  /// Whether the value has the schema's type.
  @Benchmark
  public List<Mismatch> conform() {
    return Conformance.mismatches(sample.schema(), sample.changed());
  }

  /// Looks at the type of everything in the library's tree.
  @Benchmark
  public boolean conformPlainly() {
    return Sample.conforms(sample.plainChanged());
  }

  /// The plan of an update of one element: proposed state, conformance, what changes, what is
  /// replaced, whether Terraform will accept it.
  @Benchmark
  public PlanResult diff() {
    Invocation<String> call = Invocation.of(() -> "", () -> false, (_, _) -> {});
    return lifecycle.plan(
        new PlanRequest(
            sample.value(),
            sample.changed(),
            sample.changed(),
            PrivateState.NONE,
            PlanContext.Walk.PLAN,
            () -> bytes),
        call);
  }

  /// Compares the library's trees.
  @Benchmark
  public boolean diffPlainly() {
    return sample.plain().equals(sample.plainChanged());
  }

  /// A value to bytes.
  @Benchmark
  public byte[] encode() {
    return MsgpackCodec.encode(sample.changed(), sample.schema().type());
  }

  /// The library's tree to bytes.
  @Benchmark
  public byte[] encodePlainly() throws IOException {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      out.packValue(sample.plainChanged());
      return out.toByteArray();
    }
  }
}
