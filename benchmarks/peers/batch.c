// A peer of bpgui's kernel: the same training and the same record in C, for any layered network of tanh, ReLU and
// linear layers, with the half square loss.
//
// By batch: neuron j of sample s of a layer stands at [j * width + s], so that the innermost loops run over samples;
// four sources go at a time, and a gradient is a sum of rows, so that gcc makes vectors of every inner loop.
#include <math.h>
#include <string.h>

enum { LINEAR, TANH, RELU, BLOCK = 64 };

typedef struct {
    int layers, samples, batch_size, watched;      // the first `watched` samples are watched
    const int *sizes, *kinds, *has_bias;           // sizes[0] are the inputs
    const double *inputs, *targets;                // (samples, n), (samples, m)
    double learning_rate;
    double *parameters, *gradient;                 // weights by layer, destination and source, then the biases
    double *a, *delta, *turned;                    // (all neurons) * width, twice, and (widest layer) * width
    double *losses, *train_losses, *predictions;   // the record
    double *m, *v;                                 // what Adam remembers; both NULL: plain gradient descent
} Training;

static int weight_count(const Training *t) {
    int count = 0;
    for (int l = 0; l < t->layers; l++) count += t->sizes[l] * t->sizes[l + 1];
    return count;
}

static int parameter_count(const Training *t) {
    int count = weight_count(t);
    for (int l = 0; l < t->layers; l++) count += t->has_bias[l] ? t->sizes[l + 1] : 0;
    return count;
}

// Add to each of `rows` rows of `total` the sum over c < count of factors[r * row_step + c * column_step] * row c.
static void weighted_rows(double *restrict total, const double *restrict row, int rows, int length,
                          const double *restrict factors, int row_step, int column_step, int count) {
    for (int r = 0; r < rows; r++, total += length) {
        const double *f = factors + r * row_step, *p = row;
        int c = 0;
        for (; c + 4 <= count; c += 4, p += 4 * length, f += 4 * column_step) {
            double f0 = f[0], f1 = f[column_step], f2 = f[2 * column_step], f3 = f[3 * column_step];
            for (int k = 0; k < length; k++)
                total[k] = total[k] + f0 * p[k] + f1 * p[length + k] + f2 * p[2 * length + k] + f3 * p[3 * length + k];
        }
        for (; c < count; c++, p += length, f += column_step)
            for (int k = 0; k < length; k++) total[k] += f[0] * p[k];
    }
}

static void activate(int kind, double *restrict a, int count) {
    if (kind == TANH)
        for (int k = 0; k < count; k++) a[k] = tanh(a[k]);
    if (kind == RELU)
        for (int k = 0; k < count; k++) a[k] = a[k] > 0 ? a[k] : 0;
}

static void activate_back(int kind, double *restrict delta, const double *restrict a, int count) {
    if (kind == TANH)
        for (int k = 0; k < count; k++) delta[k] *= 1 - a[k] * a[k];
    if (kind == RELU)
        for (int k = 0; k < count; k++) delta[k] = a[k] > 0 ? delta[k] : 0;
}

static void gather(const Training *t, int first, int samples) {
    int n = t->sizes[0];
    for (int s = 0; s < samples; s++)
        for (int j = 0; j < n; j++) t->a[j * samples + s] = t->inputs[(first + s) * n + j];
}

// Return the predictions, [output][sample], for the inputs that were gathered.
static double *forward(const Training *t, int width) {
    double *a = t->a;
    const double *weights = t->parameters, *bias = t->parameters + weight_count(t);
    for (int l = 0; l < t->layers; l++) {
        int below = t->sizes[l], above = t->sizes[l + 1];
        double *next = a + below * width;
        for (int j = 0; j < above; j++)
            for (int s = 0; s < width; s++) next[j * width + s] = t->has_bias[l] ? bias[j] : 0;
        weighted_rows(next, a, above, width, weights, below, 1, below);
        activate(t->kinds[l], next, above * width);
        weights += below * above;
        bias += t->has_bias[l] ? above : 0;
        a = next;
    }
    return a;
}

static double sum_of_losses(const Training *t, const double *a, int first, int samples) {
    int m = t->sizes[t->layers];
    double total = 0;
    for (int s = 0; s < samples; s++)
        for (int j = 0; j < m; j++) {
            double difference = a[j * samples + s] - t->targets[(first + s) * m + j];
            total += 0.5 * difference * difference;
        }
    return total;
}

static void backward(const Training *t, const double *predictions, int first, int width) {
    int m = t->sizes[t->layers], count = parameter_count(t), biases = count;
    const double *a = predictions, *weights = t->parameters + weight_count(t);
    double *delta = t->delta + (predictions - t->a), *gradient = t->gradient + weight_count(t);
    memset(t->gradient, 0, sizeof(double) * count);
    for (int s = 0; s < width; s++)
        for (int j = 0; j < m; j++) delta[j * width + s] = a[j * width + s] - t->targets[(first + s) * m + j];
    for (int l = t->layers - 1; l >= 0; l--) {
        int below = t->sizes[l], above = t->sizes[l + 1];
        activate_back(t->kinds[l], delta, a, above * width);
        a -= below * width;
        weights -= below * above;
        gradient -= below * above;
        for (int j = 0; j < below; j++)
            for (int s = 0; s < width; s++) t->turned[s * below + j] = a[j * width + s];
        weighted_rows(gradient, t->turned, above, below, delta, width, 1, width);
        if (t->has_bias[l]) {
            biases -= above;
            for (int j = 0; j < above; j++)
                for (int s = 0; s < width; s++) t->gradient[biases + j] += delta[j * width + s];
        }
        if (l > 0) {
            memset(delta - below * width, 0, sizeof(double) * below * width);
            weighted_rows(delta - below * width, delta, below, width, weights, 1, below, above);
            delta -= below * width;
        }
    }
    for (int k = 0; k < count; k++) t->gradient[k] /= width;
}

static double mean_loss(const Training *t) {
    double total = 0;
    for (int first = 0; first < t->samples; first += BLOCK) {
        int samples = t->samples - first < BLOCK ? t->samples - first : BLOCK;
        gather(t, first, samples);
        total += sum_of_losses(t, forward(t, samples), first, samples);
    }
    return total / t->samples;
}

// Move the parameters by Adam with its usual constants; p1 and p2 are their powers, this step's included.
static void adam(const Training *t, int count, double p1, double p2) {
    double *restrict w = t->parameters, *restrict m = t->m, *restrict v = t->v;
    const double *restrict g = t->gradient, rate = t->learning_rate;
    for (int k = 0; k < count; k++) {
        m[k] = 0.9 * m[k] + (1.0 - 0.9) * g[k];
        v[k] = 0.999 * v[k] + (1.0 - 0.999) * (g[k] * g[k]);
        w[k] -= rate * ((m[k] / (1.0 - p1)) / (sqrt(v[k] / (1.0 - p2)) + 1e-8));
    }
}

// Take `steps` steps; the rows of the record belong to the states after them. Only full batches are watched.
void train(const Training *t, int steps) {
    double p1 = 1, p2 = 1;
    int position = 0, m = t->sizes[t->layers], count = parameter_count(t);
    for (int row = -1;; row++) {
        int left = t->samples - position, samples = left < t->batch_size ? left : t->batch_size;
        if (row < 0 || samples < t->samples) gather(t, position, samples);
        const double *a = forward(t, samples);
        double loss = sum_of_losses(t, a, position, samples) / samples;
        backward(t, a, position, samples);
        if (row >= 0) {
            for (int s = 0; s < t->watched; s++)
                for (int j = 0; j < m; j++) t->predictions[(row * t->watched + s) * m + j] = a[j * samples + s];
            t->losses[row] = loss;
            t->train_losses[row] = samples == t->samples ? loss : position ? NAN : mean_loss(t);
        }
        if (row + 1 == steps) return;
        if (t->m) adam(t, count, p1 *= 0.9, p2 *= 0.999);
        else
            for (int k = 0; k < count; k++) t->parameters[k] -= t->learning_rate * t->gradient[k];
        position = position + samples < t->samples ? position + samples : 0;
    }
}
