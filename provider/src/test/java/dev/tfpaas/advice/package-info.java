/// Each way out that a message names, gone from where the message appears: [WalksTest] walks them
/// on the local platform, [AdviceTest] finds advice in the sources that nobody walks. Start reading
/// at [Walk].
@NullMarked
package dev.tfpaas.advice;

import org.jspecify.annotations.NullMarked;
