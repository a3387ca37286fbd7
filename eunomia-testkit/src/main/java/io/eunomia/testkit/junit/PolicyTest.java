package io.eunomia.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that ask a policy: a real one, compiled once for all tests of the run, in a
 * runtime that a test gets as a parameter.
 *
 * <pre>{@code
 * @PolicyTest(policies = "policies", service = "users-service")
 * class UsersPolicyTest {
 *   @Test
 *   void supportReads(PolicyFixture policy) {
 *     policy.caller(Caller.user("u-sue", List.of("support"))).operation("getUser").expectAllowed();
 *   }
 * }
 * }</pre>
 *
 * <p>Parameters of tests, of {@code @BeforeEach}, {@code @BeforeAll} and constructors can be:
 *
 * <ul>
 *   <li>{@link PolicyFixture}: a request that is to be described, and what is expected of it
 *   <li>{@link PolicyFixtures}: such requests to any service of the directory
 *   <li>{@code PolicyRuntime} and {@code TestRuntime}: what a service is given
 *   <li>{@code RecordedDecisions}: what the runtime was asked
 *   <li>{@code RecordedAudit}: what it wrote into its audit log
 *   <li>{@code MeterRegistry} of Micrometer, if that is there: what it counted
 * </ul>
 *
 * <p>What a test or its {@code @BeforeEach} methods ask for lives as long as the test, so that
 * tests which run at the same time do not see each other's decisions; what a constructor or
 * {@code @BeforeAll} asks for lives as long as the class, and the class's tests get the same.
 * Classes that are {@code @Nested} ask the policy of the class around them, unless they have their
 * own.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PolicyExtension.class)
public @interface PolicyTest {
  /**
   * The directory of services, from the directory that tests run in: with Maven, that of the
   * module. Either this or {@link #bundle} must be said.
   */
  String policies() default "";

  /**
   * Which service's policy decides; need not be said if there is only one, or if a bundle says it.
   */
  String service() default "";

  /** A bundle instead of policies: a file, or else a resource of the class path. */
  String bundle() default "";
}
