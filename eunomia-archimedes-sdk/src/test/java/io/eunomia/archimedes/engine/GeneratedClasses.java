package io.eunomia.archimedes.engine;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.Parser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * What a module becomes in the JVM: the methods that are generated, with the size of their code.
 */
final class GeneratedClasses {
  private GeneratedClasses() {}

  /**
   * A method.
   *
   * @param bytes of its code, at most
   */
  record Method(String owner, String name, int bytes) {}

  /** All methods of a module; fails if one is too large to be a method. */
  static List<Method> methods(byte[] wasm) {
    List<Method> methods = new ArrayList<>();
    MachineFactoryCompiler.builder(Parser.parse(wasm))
        .withInterpreterFallback(InterpreterFallback.FAIL)
        .withCache(
            new Cache() {
              @Override
              public byte @Nullable [] get(String key) {
                return null;
              }

              @Override
              public void putIfAbsent(String key, byte[] jar) {
                read(jar, methods);
              }
            })
        .compile();
    return methods;
  }

  private static void read(byte[] jar, List<Method> methods) {
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        if (entry.getName().endsWith(".class")) {
          String owner = entry.getName().replaceAll(".*[$]gen/|[.]class", "");
          new ClassReader(in.readAllBytes()).accept(new Sizes(owner, methods), 0);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Sizes extends ClassVisitor {
    private final String owner;
    private final List<Method> methods;

    Sizes(String owner, List<Method> methods) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.methods = methods;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new CodeSizeEvaluator(Opcodes.ASM9, null) {
        @Override
        public void visitEnd() {
          methods.add(new Method(owner, name, getMaxSize()));
        }
      };
    }
  }
}
