package dev.tfpaas.benchmark;

/// A program that does nothing: what a virtual machine costs by itself.
final class Nothing {
  private Nothing() {}

  static void main(String[] args) {}
}
