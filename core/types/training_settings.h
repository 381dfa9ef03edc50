#pragma once

#include "types/settings_field.h"

namespace stillwave {

/// Everything that one training run is told, named as diffusers' training scripts name it. A new setting is a member,
/// its row below and the place where it acts. Paths are relative to the working folder.
struct TrainingSettings {
    std::string model = "";   ///< diffusers folder with the configuration, and the weights that training starts from
    std::string data = "";    ///< packed photos
    std::string output = "";  ///< folder of checkpoint, learning curve and the finished model
    std::string component = "unet";
    std::string trainable = "";  ///< names of weights, with * for any text, separated by commas; empty: all
    bool keep_zeros = false;
    std::string device = "cpu";  ///< cpu | cuda | cuda:N
    std::string mixed_precision = "no";
    std::string weights_dtype = "float16";  ///< of the finished model's file
    std::int64_t seed = 0;

    std::int64_t width = 256;   ///< px
    std::int64_t height = 144;  ///< px
    std::int64_t num_frames = 14;
    std::int64_t max_train_steps = 1000;
    std::int64_t batch_size = 1;                   ///< clips of a pass, which share sigma and conditions
    std::int64_t gradient_accumulation_steps = 4;  ///< passes of a step
    bool gradient_checkpointing = false;

    double learning_rate = 1e-4;
    std::string lr_scheduler = "cosine";
    std::int64_t lr_warmup_steps = 0;
    double adam_beta1 = 0.9;
    double adam_beta2 = 0.999;
    double adam_weight_decay = 0.01;
    double adam_epsilon = 1e-8;
    double max_grad_norm = 1;  ///< 0: gradients are not clipped
    double ema_decay = 0.999;

    std::string sigma_distribution = "log_normal";
    double p_mean = 0.7;  ///< of ln(sigma), as SVD's image-to-video training (arXiv 2311.15127, appendix D)
    double p_std = 1.6;
    double sigma_min = 0.002;
    double sigma_max = 700;
    double conditioning_dropout_prob = 0.1;
    double noise_aug_mean = -3;  ///< of ln(noise_aug_strength), as SVD's
    double noise_aug_std = 0.5;
    double noise_aug_strength_max = 1;

    std::int64_t motion_bucket_min = 1;
    std::int64_t motion_bucket_max = 255;
    std::int64_t fps_min = 5;
    std::int64_t fps_max = 30;
    double motion_amplitude = 0.098;  ///< of half of width and height, of a pan's 14th frame at bucket 255 and 7 fps
    std::string noise_coupling = "none";
    std::int64_t code_channels = 0;
    std::int64_t motion_channels = 0;
    std::int64_t position_channels = 0;
    double motion_scale = 5;  ///< px that are 1 in the motion channels

    double crop_scale_min = 0.5;  ///< of the largest crop
    std::string beyond_crop = "photo";
    bool random_flip = true;
    double color_jitter = 0.1;

    std::int64_t held_out_photos = 0;
    std::int64_t logging_steps = 10;
    std::int64_t checkpointing_steps = 500;
    std::int64_t validation_steps = 500;
    std::int64_t validation_passes = 8;
    std::int64_t num_inference_steps = 4;
};

using TrainingField = FieldOf<TrainingSettings>;

// These rows change only files: where and how often something is written. The other rows must be the same for a run to
// go on.
// clang-format off
inline constexpr TrainingField training_table[] = {
    {"model", &TrainingSettings::model, Changes::weights,
     {.label = "Model",
      .help = "Diffusers folder with the configuration; a component without a weights file starts from random ones."}},
    {"data", &TrainingSettings::data, Changes::weights,
     {.label = "Photos", .help = "Photos packed by `stillwave train --pack`."}},
    {"output", &TrainingSettings::output, Changes::file,
     {.label = "Output", .help = "Folder for the checkpoint, the learning curve, the contact sheet and the model."}},
    {"component", &TrainingSettings::component, Changes::weights,
     {.label = "Component", .choices = {"unet", "vae"},
      .help = "Trains the UNet by EDM's loss, or the VAE to give its pictures back."}},
    {"trainable", &TrainingSettings::trainable, Changes::weights,
     {.label = "Trainable weights",
      .help = "Names with * for any text, separated by commas, such as decoder.*; the others stay; empty is all."}},
    {"keep_zeros", &TrainingSettings::keep_zeros, Changes::weights,
     {.label = "Zeros stay", .help = "Weights that are zero at the start stay zero, so that a sparse network stays one."}},
    {"device", &TrainingSettings::device, Changes::file,
     {.label = "Device", .help = "cpu, cuda or cuda:N."}},
    {"mixed_precision", &TrainingSettings::mixed_precision, Changes::weights,
     {.label = "Mixed precision", .choices = {"no", "bf16"},
      .help = "bf16 computes in bfloat16 and keeps the weights in float32."}},
    {"weights_dtype", &TrainingSettings::weights_dtype, Changes::file,
     {.label = "Type of the file", .choices = {"float16", "float32"},
      .help = "The number type that the finished component is stored in."}},
    {"seed", &TrainingSettings::seed, Changes::weights,
     {.label = "Seed", .maximum = 4294967295.0, .help = "All draws of a step follow from it and the step's number."}},
    {"width", &TrainingSettings::width, Changes::weights,
     {.label = "Width", .unit = "px", .minimum = 16, .maximum = 4096, .help = "Width of the clips."}},
    {"height", &TrainingSettings::height, Changes::weights,
     {.label = "Height", .unit = "px", .minimum = 16, .maximum = 4096, .help = "Height of the clips."}},
    {"num_frames", &TrainingSettings::num_frames, Changes::weights,
     {.label = "Frames", .unit = "frames", .minimum = 2, .maximum = 250, .help = "Frames of a clip."}},
    {"max_train_steps", &TrainingSettings::max_train_steps, Changes::weights,
     {.label = "Steps", .unit = "steps", .minimum = 1, .maximum = 1e9,
      .help = "Steps of the optimizer; the schedule of the learning rate ends there."}},
    {"batch_size", &TrainingSettings::batch_size, Changes::weights,
     {.label = "Batch", .unit = "clips", .minimum = 1, .maximum = 1024,
      .help = "Clips of one pass: they share the noise level, the motion bucket and the frame rate."}},
    {"gradient_accumulation_steps", &TrainingSettings::gradient_accumulation_steps, Changes::weights,
     {.label = "Passes a step", .minimum = 1, .maximum = 1024,
      .help = "Passes whose gradients are averaged, each with a noise level of its own."}},
    {"gradient_checkpointing", &TrainingSettings::gradient_checkpointing, Changes::weights,
     {.label = "Gradient checkpointing",
      .help = "Computes the UNet's blocks a second time instead of keeping what they made: less memory, a third slower."}},
    {"learning_rate", &TrainingSettings::learning_rate, Changes::weights,
     {.label = "Learning rate", .minimum = 1e-12, .maximum = 10, .step = 1e-5, .help = "The highest learning rate."}},
    {"lr_scheduler", &TrainingSettings::lr_scheduler, Changes::weights,
     {.label = "Schedule", .choices = {"constant", "cosine"},
      .help = "The learning rate after the warm-up: constant, or along a cosine down to zero at the last step."}},
    {"lr_warmup_steps", &TrainingSettings::lr_warmup_steps, Changes::weights,
     {.label = "Warm-up", .unit = "steps", .maximum = 1e9, .help = "Steps in which the learning rate rises from zero."}},
    {"adam_beta1", &TrainingSettings::adam_beta1, Changes::weights,
     {.label = "Beta 1", .maximum = 0.999999, .step = 0.01, .help = "AdamW's decay of the gradient's mean."}},
    {"adam_beta2", &TrainingSettings::adam_beta2, Changes::weights,
     {.label = "Beta 2", .maximum = 0.999999, .step = 0.001, .help = "AdamW's decay of the gradient's square."}},
    {"adam_weight_decay", &TrainingSettings::adam_weight_decay, Changes::weights,
     {.label = "Weight decay", .maximum = 10, .step = 0.01, .help = "AdamW's pull of the weights to zero."}},
    {"adam_epsilon", &TrainingSettings::adam_epsilon, Changes::weights,
     {.label = "Epsilon", .minimum = 1e-20, .maximum = 1, .step = 1e-8, .help = "AdamW's guard against zero."}},
    {"max_grad_norm", &TrainingSettings::max_grad_norm, Changes::weights,
     {.label = "Largest gradient", .maximum = 1e9, .step = 0.1,
      .help = "A longer gradient is shortened to this norm; 0 leaves it as it is."}},
    {"ema_decay", &TrainingSettings::ema_decay, Changes::weights,
     {.label = "EMA decay", .maximum = 0.9999999, .step = 0.001,
      .help = "Decay of the weights' moving average, which is what the finished model holds; 0 is the last weights."}},
    {"sigma_distribution", &TrainingSettings::sigma_distribution, Changes::weights,
     {.label = "Noise levels", .choices = {"log_normal", "log_uniform"},
      .help = "ln(sigma) is normal with p_mean and p_std, or uniform from sigma_min to sigma_max."}},
    {"p_mean", &TrainingSettings::p_mean, Changes::weights,
     {.label = "P mean", .minimum = -10, .maximum = 10, .step = 0.1, .help = "Mean of ln(sigma)."}},
    {"p_std", &TrainingSettings::p_std, Changes::weights,
     {.label = "P std", .maximum = 10, .step = 0.1, .help = "Standard deviation of ln(sigma)."}},
    {"sigma_min", &TrainingSettings::sigma_min, Changes::weights,
     {.label = "Least sigma", .minimum = 1e-6, .maximum = 1e6, .step = 0.001,
      .help = "No smaller noise level is drawn."}},
    {"sigma_max", &TrainingSettings::sigma_max, Changes::weights,
     {.label = "Largest sigma", .minimum = 1e-6, .maximum = 1e6, .step = 1, .help = "No larger noise level is drawn."}},
    {"conditioning_dropout_prob", &TrainingSettings::conditioning_dropout_prob, Changes::weights,
     {.label = "Dropped conditions", .maximum = 1, .step = 0.01,
      .help = "Share of the passes that do not see the photo, which guidance needs."}},
    {"noise_aug_mean", &TrainingSettings::noise_aug_mean, Changes::weights,
     {.label = "Noise mean", .minimum = -20, .maximum = 5, .step = 0.1,
      .help = "Mean of the logarithm of the noise that is added to the photo."}},
    {"noise_aug_std", &TrainingSettings::noise_aug_std, Changes::weights,
     {.label = "Noise std", .maximum = 10, .step = 0.1,
      .help = "Standard deviation of the logarithm of the noise that is added to the photo."}},
    {"noise_aug_strength_max", &TrainingSettings::noise_aug_strength_max, Changes::weights,
     {.label = "Largest noise", .maximum = 10, .step = 0.01,
      .help = "The noise that is added to the photo is never more than this; 0 adds none."}},
    {"motion_bucket_min", &TrainingSettings::motion_bucket_min, Changes::weights,
     {.label = "Least motion", .minimum = 1, .maximum = 255, .help = "The smallest motion bucket that is drawn."}},
    {"motion_bucket_max", &TrainingSettings::motion_bucket_max, Changes::weights,
     {.label = "Most motion", .minimum = 1, .maximum = 255, .help = "The largest motion bucket that is drawn."}},
    {"fps_min", &TrainingSettings::fps_min, Changes::weights,
     {.label = "Least frame rate", .unit = "fps", .minimum = 1, .maximum = 60,
      .help = "The lowest frame rate that is drawn."}},
    {"fps_max", &TrainingSettings::fps_max, Changes::weights,
     {.label = "Highest frame rate", .unit = "fps", .minimum = 1, .maximum = 60,
      .help = "The highest frame rate that is drawn."}},
    {"motion_amplitude", &TrainingSettings::motion_amplitude, Changes::weights,
     {.label = "Amplitude", .maximum = 0.5, .step = 0.005,
      .help = "How far a pan goes from the first frame to the 14th at bucket 255 and 7 fps, in parts of half of width and "
              "height; the other moves are about as large."}},
    {"noise_coupling", &TrainingSettings::noise_coupling, Changes::weights,
     {.label = "Noise tells the move", .choices = {"none", "mean", "corner"},
      .help = "The move of a clip is read off the noise in the code channels, their means or their first frame's first "
              "place, so that the seed chooses it."}},
    {"code_channels", &TrainingSettings::code_channels, Changes::weights,
     {.label = "Code channels", .maximum = 64,
      .help = "The last so many latent channels are clean zeros, whose noise may tell the move."}},
    {"motion_channels", &TrainingSettings::motion_channels, Changes::weights,
     {.label = "Motion channels", .maximum = 2, .step = 2,
      .help = "2: the latent channels before position and code channels hold each frame's backward flow to the photo."}},
    {"position_channels", &TrainingSettings::position_channels, Changes::weights,
     {.label = "Position channels", .maximum = 2, .step = 2,
      .help = "2: the latent channels before the code channels hold a quarter of each place's column and row, counted "
              "from 1, for a decoder that needs them."}},
    {"motion_scale", &TrainingSettings::motion_scale, Changes::weights,
     {.label = "Motion scale", .unit = "px", .minimum = 0.01, .maximum = 1000, .step = 1,
      .help = "Flow that is 1 in the motion channels."}},
    {"crop_scale_min", &TrainingSettings::crop_scale_min, Changes::weights,
     {.label = "Least crop", .minimum = 0.05, .maximum = 1, .step = 0.05,
      .help = "The smallest crop of a photo, as a part of the largest."}},
    {"beyond_crop", &TrainingSettings::beyond_crop, Changes::weights,
     {.label = "Beyond the crop", .choices = {"photo", "mirror"},
      .help = "What a move brings in from outside the crop: more of the photo, or the crop's mirror image."}},
    {"random_flip", &TrainingSettings::random_flip, Changes::weights,
     {.label = "Mirrored", .help = "Mirrors half of the photos."}},
    {"color_jitter", &TrainingSettings::color_jitter, Changes::weights,
     {.label = "Colour jitter", .maximum = 1, .step = 0.05,
      .help = "How far brightness, contrast and saturation are changed at random."}},
    {"held_out_photos", &TrainingSettings::held_out_photos, Changes::weights,
     {.label = "Held out", .maximum = 100000,
      .help = "The last so many photos are never trained on; the evaluation and the contact sheet are made of them."}},
    {"logging_steps", &TrainingSettings::logging_steps, Changes::file,
     {.label = "Log", .unit = "steps", .minimum = 1, .maximum = 1e9, .help = "Steps from one progress line to the next."}},
    {"checkpointing_steps", &TrainingSettings::checkpointing_steps, Changes::file,
     {.label = "Checkpoints", .unit = "steps", .minimum = 1, .maximum = 1e9,
      .help = "Steps from one checkpoint to the next."}},
    {"validation_steps", &TrainingSettings::validation_steps, Changes::file,
     {.label = "Evaluation", .unit = "steps", .minimum = 1, .maximum = 1e9,
      .help = "Steps from one evaluation on held-out photos to the next."}},
    {"validation_passes", &TrainingSettings::validation_passes, Changes::file,
     {.label = "Evaluation passes", .minimum = 1, .maximum = 10000, .help = "Passes of an evaluation."}},
    {"num_inference_steps", &TrainingSettings::num_inference_steps, Changes::file,
     {.label = "Steps of the sheet", .minimum = 1, .maximum = 200, .help = "Sampling steps of the contact sheet's clips."}},
};
// clang-format on

template <>
constexpr std::span<const TrainingField> fields_of<TrainingSettings>() {
    return training_table;
}
static_assert(each_member_has_one_row<TrainingSettings>());

}  // namespace stillwave
