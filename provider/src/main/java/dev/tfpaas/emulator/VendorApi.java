package dev.tfpaas.emulator;

/// One vendor's wire API over a world; safe to call from many threads.
public interface VendorApi {

  /// Answers one call.
  Reply handle(Request request);

  /// Answers who asks for a page of an app, as the platform's entrance does; 404 where no app
  /// answers for that name.
  ///
  /// @param host the name that is asked for, without a port
  default Reply visit(String host) {
    return Reply.text(404, "No app answers for this name.\n");
  }

  /// Says what a mutating call means, for the request log, without secrets; empty for reads.
  String meaning(Request request);

  /// Makes the vendor's error answer of a status.
  Reply failure(int status);

  /// Makes the vendor's throttling answer.
  Reply throttled();

  /// Makes the token of this request invalid from now on.
  void expireToken(Request request);

  /// Answers an act of the operator's port that only this vendor has, standing for its dashboard.
  Reply operate(Request request);
}
