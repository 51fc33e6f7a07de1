package io.jenkins.plugins.ecs.run;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests in a Jenkins with a {@link JenkinsScene}. Whoever asks for another {@code JenkinsRule} starts a second Jenkins: use the field. */
@WithJenkins
public abstract class WithScene {

    protected JenkinsRule jenkins;
    protected JenkinsScene scene;

    @BeforeEach
    void open(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new JenkinsScene();
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
