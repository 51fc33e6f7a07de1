package io.jenkins.plugins.ecs.oschange.walk;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests that walk: not run unless asked for with {@code -Dwalks}, as long as the engine is known to break rules. Without the condition they always run. */
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "walks", matches = "\\d+")
@interface Walked {}
