package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;

/**
 * What is known of the private image that {@code saveImageAs} asks for. At most one is made for each change: an order of which no reply came is looked for, and never
 * repeated. Kept with the record; written by one thread at a time.
 */
public final class ImageNote implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How far it has come. */
    public enum Stage {
        /** No order is out. */
        NONE,
        /** An order was sent, or may have been, and the image is not there yet. */
        ORDERED,
        /** It is there, and can be used. */
        SAVED,
        /** No reply came to the order, and no image showed: nobody knows whether one will. */
        LOST
    }

    private volatile Stage stage = Stage.NONE;
    private int orders;
    private volatile String jobId;
    private boolean jobOver;
    private volatile String imageId;

    private Object readResolve() {
        stage = stage == null ? Stage.LOST : stage;
        return this;
    }

    /** To be noted, and saved, before the order is sent. */
    public void ordering() {
        stage = Stage.ORDERED;
        orders++;
    }

    /** The cloud is known not to have acted on the order that was just sent. */
    public void notAccepted() {
        stage = Stage.NONE;
    }

    public void job(String id) {
        jobId = id;
    }

    /** The job has ended well, or cannot be read: from now on the image itself tells. */
    public void jobOver() {
        jobOver = true;
    }

    /** The ID of the image that is being made. */
    public void imageId(String id) {
        imageId = id;
    }

    public void saved() {
        stage = Stage.SAVED;
    }

    /** The cloud could not make it. */
    public void failed() {
        stage = Stage.NONE;
    }

    public void lost() {
        stage = Stage.LOST;
    }

    public Stage stage() {
        return stage;
    }

    /** Whether an order is out whose image is waited for. */
    public boolean isOut() {
        return stage == Stage.ORDERED;
    }

    public boolean isSaved() {
        return stage == Stage.SAVED;
    }

    /** How many orders were sent; all but the last are known not to have been accepted. */
    public int orders() {
        return orders;
    }

    /** The job of IMS; null where its reply was lost, or none was sent. */
    public String jobId() {
        return jobId;
    }

    public boolean isJobOver() {
        return jobOver;
    }

    /** Null as long as none is known. */
    public String imageId() {
        return imageId;
    }
}
