#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "types/training_settings.h"

namespace stillwave::training {

/// Tensors in the order of their names: what is written, and the order of all sums, is the same in every run.
using OrderedTensors = std::map<std::string, at::Tensor>;

/// AdamW (Loshchilov and Hutter, arXiv 1711.05101) by libtorch's own fused kernel, with a state that can be saved.
/// Weights and state are float32.
class AdamW {
  public:
    struct Options {
        double beta1 = 0.9, beta2 = 0.999, weight_decay = 0.01, epsilon = 1e-8;
    };

    AdamW(const OrderedTensors& weights, const Options& options);

    /// Changes the weights in place by their gradients. A weight without one counts as a gradient of zeros.
    void step(double learning_rate);

    /// The state by name: exp_avg.NAME and exp_avg_sq.NAME, shaped as the weights; the same tensors that step() uses.
    OrderedTensors state() const;

    std::int64_t steps() const { return steps_; }
    void set_steps(std::int64_t steps);

  private:
    Options options_;
    std::vector<std::string> names_;
    std::vector<at::Tensor> weights_, exp_avgs_, exp_avg_sqs_, state_steps_;
    std::int64_t steps_ = 0;
};

/// Scales the gradients of `weights` so that their common norm is `max_norm` at most, as PyTorch's clip_grad_norm_
/// does; 0 leaves them as they are. Returns the norm before, which is not finite where a gradient is not.
double clip_gradients(const OrderedTensors& weights, double max_norm);

/// The learning rate of a step, from 0: rises over lr_warmup_steps, then stays or falls along half a cosine to 0 at
/// max_train_steps, as diffusers' get_scheduler.
double learning_rate_of(const TrainingSettings& settings, std::int64_t step);

/// The moving average's decay at a step, from 0: min(decay, (1 + step) / (10 + step)), as diffusers' EMAModel.
double ema_decay_of(double decay, std::int64_t step);

/// ema = decay * ema + (1 - decay) * weights, in place.
void update_ema(const OrderedTensors& ema, const OrderedTensors& weights, double decay);

}  // namespace stillwave::training
