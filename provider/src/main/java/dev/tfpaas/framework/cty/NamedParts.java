package dev.tfpaas.framework.cty;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What an object, a map or an object type holds under its names: an unmodifiable map, sorted by
/// name, with names in NFC.
///
/// Two arrays instead of a tree, the names shared between all objects of a type: large states are
/// mostly this.
@SuppressWarnings("JdkObsolete") // as what values and types are read as
final class NamedParts<V> extends AbstractMap<String, V> implements SortedMap<String, V> {
  private final Names names;
  private final V[] parts;

  /// Takes the array, which nobody changes any more.
  NamedParts(Names names, V[] parts) {
    this.names = names;
    this.parts = parts;
  }

  /// The same map with names in NFC; `map` itself if it is one of these.
  ///
  /// @throws CtyException at the root if two names are the same in NFC
  static <V> NamedParts<V> of(Map<String, V> map) {
    if (map instanceof NamedParts<V> parts) {
      return parts;
    }
    String[] names = new String[map.size()];
    int count = 0;
    for (String name : map.keySet()) {
      names[count++] = Text.nfc(name);
    }
    Arrays.sort(names);
    for (int i = 1; i < names.length; i++) {
      if (names[i].equals(names[i - 1])) {
        throw new CtyException(Path.root(), "two keys are the same after Unicode normalisation");
      }
    }
    return filled(new Names(names), map);
  }

  private static <V> NamedParts<V> filled(Names names, Map<String, V> map) {
    @SuppressWarnings("unchecked") // never handed out as an array
    V[] parts = (V[]) new Object[names.size()];
    for (Map.Entry<String, V> entry : map.entrySet()) {
      parts[names.find(Text.nfc(entry.getKey()))] = entry.getValue();
    }
    return new NamedParts<>(names, parts);
  }

  Names names() {
    return names;
  }

  V part(int position) {
    return parts[position];
  }

  @Override
  public int size() {
    return parts.length;
  }

  @Override
  public boolean containsKey(Object name) {
    return names.find(name) >= 0;
  }

  @Override
  public @Nullable V get(Object name) {
    int position = names.find(name);
    return position < 0 ? null : parts[position];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super V> action) {
    for (int i = 0; i < parts.length; i++) {
      action.accept(names.name(i), parts[i]);
    }
  }

  @Override
  public List<V> values() {
    return Collections.unmodifiableList(Arrays.asList(parts));
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return parts.length;
      }

      @Override
      public Iterator<Map.Entry<String, V>> iterator() {
        return entries();
      }
    };
  }

  private Iterator<Map.Entry<String, V>> entries() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < parts.length;
      }

      @Override
      public Map.Entry<String, V> next() {
        if (next == parts.length) {
          throw new NoSuchElementException();
        }
        return Map.entry(names.name(next), parts[next++]);
      }
    };
  }

  /// The natural order of strings.
  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public String firstKey() {
    return key(0);
  }

  @Override
  public String lastKey() {
    return key(parts.length - 1);
  }

  private String key(int position) {
    if (parts.length == 0) {
      throw new NoSuchElementException();
    }
    return names.name(position);
  }

  @Override
  public SortedMap<String, V> subMap(String from, String to) {
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException(from + " comes after " + to);
    }
    return range(names.from(from), names.from(to));
  }

  @Override
  public SortedMap<String, V> headMap(String to) {
    return range(0, names.from(to));
  }

  @Override
  public SortedMap<String, V> tailMap(String from) {
    return range(names.from(from), parts.length);
  }

  private SortedMap<String, V> range(int start, int end) {
    return new NamedParts<>(names.range(start, end), Arrays.copyOfRange(parts, start, end));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamedParts<?> that
        ? names.equals(that.names) && Arrays.equals(parts, that.parts)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
