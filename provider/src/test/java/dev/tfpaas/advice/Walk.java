package dev.tfpaas.advice;

import java.util.function.Consumer;

/// One way out that one message names.
///
/// @param summary the message's first line, as the guide of messages has it: `…` stands for names
/// @param advice what the text says to do, a part of it
/// @param into leads to where the last command says so
/// @param out does what was said; its last command succeeds and does not say so any more
record Walk(String summary, String advice, Consumer<Scene> into, Consumer<Scene> out) {
  @Override
  public String toString() {
    return summary + ": " + advice;
  }
}
