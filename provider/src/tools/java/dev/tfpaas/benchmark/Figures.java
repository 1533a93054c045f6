package dev.tfpaas.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The middle, the smallest and the largest of several measurements of one thing.
///
/// @param median the upper of the two middle ones where there are two
record Figures(double median, double least, double most) {
  /// Sorts and picks.
  static <T> Figures of(List<T> measured, ToDoubleFunction<T> figure) {
    double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
    return new Figures(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  /// How many times the other's median this one's is.
  double over(Figures base) {
    return median / base.median();
  }

  /// The three with two decimals, for seconds.
  String precise() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, least, most);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", median, least, most);
  }
}
