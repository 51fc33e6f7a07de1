package io.jenkins.plugins.ecs.oschange.walk;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests that run walks. Enabled by {@code -Dwalks} only, as long as the engine is known to violate rules. */
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "walks", matches = "\\d+")
@interface Walked {}
