package dev.tfpaas.yaml;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// Why a file could not be used, in the words of a user and without Java's.
public final class FileProblem {
  private FileProblem() {}

  /// Returns the reason, e.g. `access is denied`, or what the operating system says.
  ///
  /// @param failure of the file system, wrapped or not
  public static String reason(Exception failure) {
    return switch (failure) {
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          reason(wrapped.getCause());
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "access is denied";
      case FileAlreadyExistsException _ -> "it exists already";
      case NotDirectoryException _ -> "it is not a directory";
      case DirectoryNotEmptyException _ -> "the directory is not empty";
      case FileSystemLoopException _ -> "its links lead in a circle";
      case CharacterCodingException _ -> "it is not UTF-8";
      case FileSystemException system ->
          Optional.ofNullable(system.getReason())
              .or(() -> Optional.ofNullable(system.getFile()))
              .orElse("the operating system does not say why");
      default ->
          Optional.ofNullable(failure.getMessage()).orElse("the operating system does not say why");
    };
  }
}
