package io.eunomia.archimedes.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to a file, one JSON object a line, each with the hash of the one before: a line
 * that is altered, removed or moved is found by {@link AuditVerifier}. Not thread-safe; an {@link
 * AuditLog} calls it from one thread.
 *
 * <p>A log continues where it ended, over rotated files and restarts. The beginning of a line that
 * a crash has left is put aside into {@code FILE.torn}. One process writes: it holds a lock on
 * {@code FILE.lock}. On POSIX systems files are for their owner only. A file is rotated between
 * batches, so it may be longer than asked for by one batch.
 */
public final class FileAuditSink implements AuditSink {
  private static final Logger LOG = LoggerFactory.getLogger(FileAuditSink.class);
  private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final FileAuditSinkBuilder options;
  private final LogFiles files;
  private final FileChannel lockChannel;
  private @Nullable FileChannel channel;
  private String lastHash = ChainLine.START;
  private long length;
  private boolean damaged;
  private boolean unsynced;
  private long lastSync = System.nanoTime();
  private Instant openedAt = Instant.MAX;

  FileAuditSink(FileAuditSinkBuilder from) throws IOException {
    options = from;
    files = new LogFiles(from.file);
    lockChannel = lock(files);
    try {
      resume();
    } catch (IOException | RuntimeException e) {
      lockChannel.close();
      throw e;
    }
  }

  /** Starts the configuration of a log in this file, whose directory must be there. */
  public static FileAuditSinkBuilder builder(Path file) {
    return new FileAuditSinkBuilder(file);
  }

  @Override
  public void write(List<AuditEvent> events) throws IOException {
    if (damaged) {
      repair();
    }
    if (!events.isEmpty()) {
      rotateIfDue();
      append(events);
    }
    if (unsynced && options.fsync.isDue(System.nanoTime() - lastSync)) {
      sync();
    }
  }

  @Override
  public void close() throws IOException {
    try (lockChannel) {
      FileChannel open = channel;
      if (open != null) {
        try (open) {
          if (unsynced) {
            open.force(false);
          }
        }
      }
    }
  }

  private void append(List<AuditEvent> events) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    String hash = lastHash;
    for (AuditEvent event : events) {
      byte[] line = ChainLine.write(event, hash);
      lines.writeBytes(line);
      hash = ChainLine.hashOf(line);
    }
    ByteBuffer buffer = ByteBuffer.wrap(lines.toByteArray());
    FileChannel to = open();
    // Until all is there, part of it may be: what was written in vain is cut off the next time.
    damaged = true;
    while (buffer.hasRemaining()) {
      to.write(buffer, length + buffer.position());
    }
    unsynced = true;
    if (options.fsync.isDue(System.nanoTime() - lastSync)) {
      sync();
    }
    damaged = false;
    if (length == 0) {
      openedAt = options.clock.instant();
    }
    length += buffer.capacity();
    lastHash = hash;
  }

  private void sync() throws IOException {
    open().force(false);
    lastSync = System.nanoTime();
    unsynced = false;
  }

  /** The file again, as long as it was before a write that failed. */
  private void repair() throws IOException {
    FileChannel old = channel;
    channel = null;
    if (old != null) {
      old.close();
    }
    open().truncate(length);
    damaged = false;
  }

  private FileChannel open() throws IOException {
    FileChannel present = channel;
    if (present == null) {
      present =
          FileChannel.open(
              files.active(),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              ownerOnly());
      channel = present;
    }
    return present;
  }

  private void rotateIfDue() throws IOException {
    if (length == 0
        || (length < options.rotateBytes
            && openedAt.plus(options.rotateAge).isAfter(options.clock.instant()))) {
      return;
    }
    sync();
    FileChannel full = open();
    channel = null;
    full.close();
    Files.move(files.active(), files.rotated(files.nextNumber()), StandardCopyOption.ATOMIC_MOVE);
    length = 0;
    TreeMap<Integer, Path> rotated = files.rotated();
    while (rotated.size() > options.keep) {
      Files.deleteIfExists(rotated.pollFirstEntry().getValue());
    }
  }

  private void resume() throws IOException {
    Map.Entry<Integer, Path> newest = files.rotated().lastEntry();
    String before =
        newest == null
            ? ChainLine.START
            : LogTail.of(newest.getValue(), ChainLine.START).lastHash();
    LogTail tail = LogTail.of(files.active(), before);
    lastHash = tail.lastHash();
    length = tail.length();
    if (length > 0) {
      openedAt = begun();
    }
    FileChannel open = open();
    long torn = open.size() - length;
    if (torn > 0) {
      setAside(torn);
      open.truncate(length);
      LOG.warn("{}: the last line was not whole; it is in {}", files.active(), files.torn());
    }
  }

  private void setAside(long torn) throws IOException {
    try (FileChannel from = FileChannel.open(files.active(), StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                files.torn(),
                Set.of(
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                ownerOnly())) {
      for (long done = 0; done < torn; ) {
        int count = (int) Math.min(torn - done, 1 << 20);
        ByteBuffer piece = ByteBuffer.wrap(LogTail.read(from, length + done, count));
        while (piece.hasRemaining()) {
          to.write(piece);
        }
        done += count;
      }
      to.write(ByteBuffer.wrap(new byte[] {'\n'}));
      to.force(true);
    }
  }

  /** When the first event was written, as its line says. */
  private Instant begun() throws IOException {
    try (FileChannel from = FileChannel.open(files.active(), StandardOpenOption.READ)) {
      String head = new String(LogTail.read(from, 0, 512), StandardCharsets.UTF_8);
      Matcher time = TIMESTAMP.matcher(head);
      return time.find() ? Instant.parse(time.group(1)) : options.clock.instant();
    } catch (DateTimeParseException e) {
      return options.clock.instant();
    }
  }

  private static FileChannel lock(LogFiles files) throws IOException {
    FileChannel channel =
        FileChannel.open(
            files.lock(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly());
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held within this process: as much somebody else as another one is.
      lock = null;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new IOException(files.active() + ": is written by somebody else, who holds its lock");
    }
    return channel;
  }

  private static FileAttribute<?>[] ownerOnly() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
